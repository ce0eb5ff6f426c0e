/** What a paragraph in front of the lines announces. */
export type Announced = { readonly topic: 'objectives' | 'priorities'; readonly period: string | null };

const LONGEST = 220;
const ADJECTIVES = '(?:general|overall|overarching|specific|main|common|shared|strategic|key|joint|mutual|annual|immediate)';
const ADJECTIFS = '(?:généraux|général|spécifiques?|principaux|communs?|stratégiques?|conjoints?|conjointes?|annuelles?)';
const OBJECTIVES = new RegExp(
  `^(?:(?:the|our|les|nos|l[’'])\\s*)?(?:${ADJECTIVES}\\s+){0,2}(?:(?:aims?|goals?|vision|purposes?|scope|buts?)\\s+(?:and|et)\\s+)?` +
    `(?:objectives?|aims|goals|purposes?|objectifs?|buts)(?:\\s+${ADJECTIFS})?(?:\\s+(?:and|et)\\s+(?:purposes?|goals?|aims?|scope|buts?|principles|principes))?` +
    `(?:\\s+(?:of|for|du|de la|de l[’']|des|pour)\\b[^.;]{0,80})?\\s*:?$`,
  'iu',
);
const LEADS_TO_OBJECTIVES =
  /\b(?:objectives?|aims?|goals?|purposes?|objectifs?|buts?)\b.*(?:\b(?:are|is|include|following|to|below|sont|est|comprennent|suivants?|de|visent)\b|^)[^.;]*:$|\b(?:seeks?|aims?|visent|vise|cherchent|entendent)\s*(?:to|à)?\s*:$/iu;
const PRIORITIES = new RegExp(
  `^(?:(?:the|our|les|nos)\\s+)?(?:${ADJECTIVES}\\s+){0,2}(?:priorit(?:y|ies|és?)\\b|(?:actions|mesures|activités)\\s+prioritaires\\b)(?!\\s+(?:areas?|sectors?|domaines?|secteurs?|axis|axes)\\b)`,
  'iu',
);
const SAYS_PRIORITY = /\bpriorit(?:y|ies|és?|aires?)\b/iu;
const YEARS = /(?<!\d)((?:19|20)\d\d)(?:\s*(?:[-–—/]|to|à|and|et)\s*((?:19|20)?\d\d))?(?!\d)/u;

/** What a paragraph without a number announces: the objectives, the priorities (of some years), or nothing of the kind. */
export function announcedBy(words: string): Announced | undefined {
  if (words.length > LONGEST || words.length < 4) return undefined;
  const period = yearsIn(words);
  if (SAYS_PRIORITY.test(words)) {
    const heading = PRIORITIES.test(words) && !/[.;]$/.test(words) && (words.length < 120 || words.endsWith(':'));
    const led = period !== null && words.endsWith(':');
    return heading || led ? { topic: 'priorities', period } : undefined;
  }
  if (OBJECTIVES.test(words) || LEADS_TO_OBJECTIVES.test(words)) return { topic: 'objectives', period: null };
  return undefined;
}

/** The years that words name, as printed but for the sign between them: 2007-08, 2024-2025, 2026. */
export function yearsIn(words: string): string | null {
  const [, from, until] = YEARS.exec(words) ?? [];
  return from === undefined ? null : until === undefined ? from : `${from}-${until}`;
}
