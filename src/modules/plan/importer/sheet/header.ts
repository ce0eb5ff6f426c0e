import type { ColumnRole } from '../types.ts';

/** Words by which heads of columns say what stands below, in English and French; the first that fits counts. */
const TITLES: readonly (readonly [ColumnRole, RegExp])[] = [
  ['number', /^(?:no\.?|nr\.?|n[°º]|#|s\/?n|num(?:ber|éro)?|ref(?:erence|\.)?|réf(?:érence|\.)?|code|id|item(?: no\.?)?|cote)$/],
  [
    'other',
    /\b(?:status|état|statut|lead|responsible|responsable|chef de file|partners?|partenaires?|budget|cost|coût|funding|financement)\b/,
  ],
  ['other', /\b(?:date|deadline|timeline|timeframe|échéance|échéancier|calendrier|year|année|when|quand|period|période)\b/],
  [
    'other',
    /\b(?:remarks?|remarques?|comments?|commentaires?|notes?|observations?|indicators?|indicateurs?|progress|avancement|results?|résultats?|outcomes?)\b/,
  ],
  [
    'subitem',
    /\b(?:sub-?items?|sub-?activit(?:y|ies)|sub-?actions?|sous-(?:point|action|activité|élément)s?|details?|détails?)\b/,
  ],
  [
    'part',
    /^(?:parts?|parties?|pillars?|piliers?|chapters?|chapitres?|volets?|axes?(?: stratégiques?)?|themes?|thèmes?|components?|composantes?|clusters?)\b/,
  ],
  [
    'action',
    /\b(?:actions?|activit(?:y|ies)|activités?|initiatives?|lines?|lignes?|commitments?|engagements?|measures?|mesures?|deliverables?|livrables?|promises?)\b/,
  ],
  [
    'area',
    /\b(?:areas?|domaines?|sectors?|secteurs?|sections?|subjects?|sujets?|topics?|headings?|rubriques?|priorit(?:y|ies)|priorités?|objectives?|objectifs?)\b/,
  ],
  ['action', /^(?:text|texte|wording|libellé|description|words)$/],
];
const LONGEST = 80;

/**
 * What each column of a head holds of a plan. Undefined when the row is no head: one column at least must hold the action lines, and
 * no cell may be as long as a sentence.
 */
export function recogniseHeader(titles: readonly string[]): ColumnRole[] | undefined {
  if (titles.filter((title) => title.trim() !== '').length < 2 || titles.some((title) => title.length > LONGEST))
    return undefined;
  const roles = titles.map(roleOf);
  const first = roles.indexOf('action');
  if (first < 0) return undefined;
  // One column holds the words of the lines; a second of the same kind is something about them.
  return roles.map((role, at) => (at !== roles.indexOf(role) && role !== 'area' ? 'other' : role));
}

function roleOf(title: string): ColumnRole {
  const words = title
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.:*]+$/, '')
    .trim();
  if (words === '') return 'other';
  return TITLES.find(([, pattern]) => pattern.test(words) || pattern.test(`${words}.`))?.[0] ?? 'other';
}

/** A head, as a key under which the choice of its columns is kept. */
export function headerKey(titles: readonly string[]): string {
  return titles.map((title) => title.toLowerCase().replace(/\s+/g, ' ').trim()).join(' | ');
}
