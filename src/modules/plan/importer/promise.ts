import type { PromiseKind } from './types.ts';
import { nounClass, type VerbClass, verbClass } from './verbs.ts';

type Language = 'en' | 'fr';
/** The verb that governs a line, and the words after it. */
type Governing = { readonly kind: VerbClass | undefined; readonly object: string };

const LEADS = 60;
const OFTEN =
  /\b(?:annual(?:ly)?|bi-?annual(?:ly)?|biennial(?:ly)?|yearly|monthly|quarterly|weekly|regular(?:ly)?|periodic(?:ally)?|(?:every|each) (?:even |odd |second |two |three |other |six )?(?:years?|months?|quarter|semester)|(?:a|per) year|once (?:a|every)|twice (?:a|every)|times a|annuel(?:le)?s?|annuellement|chaque (?:année|mois|trimestre|semestre)|tous les|toutes les|par an(?:née)?|bis?annuel(?:le)?s?|semestriel(?:le)?s?|trimestriel(?:le)?s?|mensuel(?:le)?s?|périodique(?:s|ment)?|réguli(?:er|ère|ers|ères|èrement))\b/iu;
const ROUND_EVENTS =
  /\b(?:prior to|before|ahead of|in advance of|avant|en amont d\p{L}*)\b[^.;]{0,40}\b(?:summits|meetings|events|sessions|conferences|sommets|réunions|conférences)\b/iu;
const DEADLINE =
  /\b(?:by|before|no later than|d['’]ici(?: à| la fin de)?|avant(?: la fin de)?|au plus tard(?: le| en)?)\s+(?:the end of |fin |la fin de |\d{1,2} )?(?:\p{L}{3,9} )?(?:19|20)\d\d\b/iu;
const ONE = /^\W*(?:a|an|one|the|its|their|\d+|un|une|le|la|l['’]|leur|first|second|third)\b(?!\s*\p{L}+s\b(?!\s+of))/iu;
const ONE_THING =
  /^[^,.;:]{0,80}?\b(?:plan|strategy|programme|program|framework|roadmap|agreement|mechanism|website|portal|database|manual|handbook|curriculum|protocol|study|report|fund|centre|center|stratégie|cadre|feuille de route|accord|mécanisme|manuel|guide|fonds|rapport|étude)\b/iu;
const UNDERTAKING =
  /^[^,.;:]{0,60}?\b(?:workshops?|projects?|programmes?|programs?|seminars?|pilots?|campaigns?|ateliers?|projets?|séminaires?|campagnes?)\b/iu;
const POSSIBILITY =
  /^[^,.;:]{0,50}?\b(?:ways?|opportunit(?:y|ies)|possibilit(?:y|ies)|scope|feasibility|options?|means|potential|moyens|possibilités?|occasions?|pistes|faisabilité|options)\b/iu;
const INQUIRY = /^[^,.;:]{0,60}?\b(?:stud(?:y|ies)|assessments?|analys[ei]s|feasibility|études?|évaluations?|analyses?)\b/iu;
const THEN_EXPLORES = /\b(?:and|as well as)(?: to)? (?:explore|examine|consider)\b/iu;
const ADVERBS =
  /^(?:to|also|further|jointly|actively|together|regularly|where appropriate,?|as appropriate,?|continue(?: efforts)? to|continue|continuer (?:à|de|d['’])|make efforts to|endeavou?r to|seek to|work to|aim to|agree to|and|not|mutually|à|de|d['’]|se|s['’]|également|conjointement|activement|en outre)[\s,]+/iu;
const MODAL =
  /\b(?:will|shall|should|(?:agree|intend|undertake|commit|pledge|seek|plan|decide|aim|wish|resolve)(?:s|d|ed)? to|(?:is|are) (?:committed|determined) to|commit(?:ted)? to|hereby|s['’]engagent? à|conviennent (?:de|d['’])|entendent|souhaitent|s['’]emploie(?:nt|ront) à|s['’]efforcent de|décident (?:de|d['’])|comptent)\s+/iu;
const INTRODUCES =
  /^(?:in|under|through|by|with|within|as|on|for|where|subject|following|based|building|recogni[sz]ing|taking|using|during|upon|dans|sous|par|afin|en|avec|lors|selon|conformément|pour|au|aux|à)\b/iu;

/**
 * Proposes what kind of promise a line makes, from the verb that governs it and from how often it says it will be done (rule 5 of the
 * product). `inherited` is what the line above says, for a sub-item without a verb of its own. A person confirms.
 */
export function proposePromise(words: string, language: Language, inherited?: PromiseKind): PromiseKind {
  const { kind, object } = governing(words, language, inherited !== undefined);
  if (kind === undefined && inherited !== undefined) return inherited;
  const often = OFTEN.test(words);
  switch (kind) {
    case 'enabling':
      return 'enabling';
    case 'searching':
      return POSSIBILITY.test(object) ? 'enabling' : 'standing';
    case 'creating':
      return 'one-off';
    case 'making':
      return often ? 'recurring' : ONE.test(object) || ONE_THING.test(object) ? 'one-off' : 'standing';
    case 'holding':
      return often || !ONE.test(object) ? 'recurring' : 'one-off';
    case 'implementing':
      return UNDERTAKING.test(object) ? (often ? 'recurring' : 'one-off') : 'standing';
    case 'carrying':
    case 'doing':
      if (kind === 'carrying' && (INQUIRY.test(object) || THEN_EXPLORES.test(object))) return 'enabling';
      return often || ROUND_EVENTS.test(words) ? 'recurring' : ONE.test(object) || DEADLINE.test(words) ? 'one-off' : 'standing';
    case 'standing':
      return ROUND_EVENTS.test(words) ? 'recurring' : 'standing';
    default:
      return often || ROUND_EVENTS.test(words) ? 'recurring' : DEADLINE.test(words) ? 'one-off' : 'standing';
  }
}

/** Finds the governing verb: at the beginning, after the subject and its "will", or after words that introduce it. */
function governing(words: string, language: Language, mayBeNoun: boolean): Governing {
  const start = words.slice(0, 600).replace(/^[[("“«\s]+/u, '');
  const first = verbAt(start, language, mayBeNoun);
  if (first) return first;
  const modal = MODAL.exec(start.slice(0, 260));
  const after = modal && verbAt(start.slice(modal.index + modal[0].length), language, false);
  if (after) return after;
  if (INTRODUCES.test(start)) {
    const clauses = start.split(/[,:]\s+/).slice(1);
    for (const clause of clauses) {
      const found = verbAt(clause, language, true);
      if (found) return found;
    }
  }
  return language === 'fr' ? byThirdPerson(start) : { kind: undefined, object: start };
}

/** The verb that a text begins with, adverbs aside; where nouns are likelier, "exchange of" is none. */
function verbAt(text: string, language: Language, mayBeNoun: boolean): Governing | undefined {
  let rest = text;
  for (let skipped = 0; skipped < 4 && ADVERBS.test(rest); skipped += 1) {
    const [lead = ''] = ADVERBS.exec(rest) ?? [];
    if (/^(?:continue|continuer)[\s,]+$/iu.test(lead) && !verbClassOf(rest.slice(lead.length), language))
      return { kind: 'standing', object: rest.slice(lead.length) };
    rest = rest.slice(lead.length);
  }
  const word = /^[\p{L}'’-]+/u.exec(rest)?.[0] ?? '';
  const object = rest.slice(word.length).trimStart();
  const isNoun = /^(?:of|for|on|between|among|de|du|des|d['’]|à|entre|au|aux)\b/iu.test(object);
  if (isNoun && nounClass(word))
    return mayBeNoun ? undefined : { kind: nounClass(word), object: object.replace(/^(?:of|de|du|des|d['’])\s*/iu, '') };
  return phrase(word, object, language);
}

const verbClassOf = (rest: string, language: Language) => verbClass(/^[\p{L}'’-]+/u.exec(rest)?.[0] ?? '', language);

/** Verbs of two words, and those whose object turns them: "carry out", "build on", « mettre en œuvre ». */
function phrase(word: string, object: string, language: Language): Governing | undefined {
  const both = `${word} ${object}`.slice(0, LEADS);
  const rest = (length: number) => object.slice(length).trimStart();
  if (/^set(?:ting)? up\b|^(?:mettre|met|mettent|mettra|mettront|mise) (?:en place|sur pied|au point)/iu.test(both))
    return { kind: 'creating', object: rest(2) };
  const carried = /^(?:put into effect|give effect to|(?:mettre|met|mettent|mettra|mettront|mise) en (?:œuvre|oeuvre))/iu.exec(
    both,
  );
  if (carried) return { kind: 'implementing', object: `${word} ${object}`.slice(carried[0].length) };
  if (/^reach(?:ing)? (?:an )?agreement|^parvenir à un accord|^enter into/iu.test(both)) return { kind: 'creating', object };
  if (
    /^build(?:ing)? (?:on|upon|capacit)|^creat(?:e|ing) (?:an? )?(?:\p{L}+ )?(?:conditions|environment)|^créer des conditions/iu.test(
      both,
    )
  )
    return { kind: 'standing', object };
  if (/^look(?:ing)? into\b/iu.test(both)) return { kind: 'enabling', object };
  if (/^carry(?:ing)? out\b/iu.test(both)) return { kind: 'carrying', object: rest(3) };
  const kind = verbClass(word, language);
  return kind && { kind, object };
}

/** « Le Canada tiendra chaque année … »: a verb of the third person behind its subject. */
function byThirdPerson(start: string): Governing {
  for (const match of start.slice(0, 160).matchAll(/(?<=\s)[\p{L}'’]+/gu)) {
    const word = match[0];
    if (!/(?:ent|ont|ra|it|et)$/u.test(word)) continue;
    const found = phrase(word, start.slice(match.index + word.length).trimStart(), 'fr');
    if (found) return found;
  }
  return { kind: undefined, object: start };
}
