/** ISO years or days; `end` is null for a document of one day, or of one year. */
export type Period = { readonly start: string | null; readonly end: string | null };

/** Where a period may be said. `opening` is what stands before the first line, `closing` what stands after the last. */
export type Said = {
  readonly title: string | null;
  readonly name: string;
  readonly opening: string;
  readonly closing: string;
  readonly dated: string | null;
};

const OPENING = 4000;
const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const MONTH_NUMBERS = new Map(MONTHS.split('|').map((month, at) => [month, String((at % 12) + 1).padStart(2, '0')] as const));
const YEAR = '(?:19|20)\\d\\d';
const MONTH = `(?:(?:\\d{1,2}(?:st|nd|rd|th|er)?\\s+)?(?:${MONTHS})\\s+)?`;
const RANGE = new RegExp(
  `(?<!\\d)${MONTH}(${YEAR})\\s*(?:[-–—‑/]|to|until|through|à|au|jusqu[’']en|et|and)\\s*${MONTH}((?:19|20)?\\d\\d)(?![-/]?\\d)`,
  'iu',
);
/** Financial years: 2019-20 to 2021-22. */
const FISCAL = new RegExp(
  `(?<!\\d)(${YEAR})[-–/]\\d\\d\\s*(?:[-–—]|to|à|au)\\s*(?:19|20)(?:\\d\\d)[-–/]((?:19|20)?\\d\\d)(?!\\d)`,
  'iu',
);
const LASTS = /\b(?:period|time ?frame|duration|term|years|covers?|covering|période|durée|horizon|exercices?|couvre)\b/iu;
const ITSELF =
  /\b(?:this|present|its|the (?:work |action )?(?:plan|programme|program|roadmap)|ce|cette|présente?|le (?:plan|programme))\b/iu;
const ANOTHER =
  /\b(?:builds? (?:up)?on|built (?:up)?on|replaces|succeeds|follows|following|previous|former|first|last|fait suite|remplace|précédente?|premier)\b/iu;
const DAY = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th|er)?\\s+(${MONTHS}),?\\s+(${YEAR})|(${MONTHS})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(${YEAR})`,
  'giu',
);
/** "Adopted at Apia, Samoa, on 9 September 2015", « Dakar, le 14 octobre 2020 »: a whole line. */
const PLACE_AND_DAY = new RegExp(
  `^[[(]?(?:(?:done|signed|adopted|agreed|issued|endorsed|approved|fait|signée?|adoptée?|approuvée?)\\s[^:;]{0,60}|(?:\\p{Lu}[\\p{L}’'-]+,\\s+){0,2}(?:le\\s+|on\\s+)?)(?:${DAY.source})[\\])]?$`,
  'iu',
);
const DONE = /\b(?:done|signed|adopted|agreed|issued|fait|signé|adopté|adoptée)\b/iu;

/** The years that a plan is for, else the day on which it was adopted. Other plans' periods in the opening words do not count. */
export function periodOf({ title, name, opening, closing, dated }: Said): Period {
  const file = name.replace(/\.[a-z]{2,4}$/i, '').replace(/_/g, ' ');
  const start = opening.slice(0, OPENING);
  const range = rangeIn(title ?? '') ?? rangeIn(file) ?? lasting(start);
  if (range) return range;
  const day = dated ?? adoptedOn(start, closing);
  if (day !== null) return { start: day, end: null };
  const year = new RegExp(`(?<!\\d)${YEAR}(?!\\d)`).exec(title ?? '')?.[0] ?? met(start);
  return { start: year ?? null, end: null };
}

/** Whether a line only says where and when the document was signed or adopted: it names nothing that stands below it. */
export function isPlaceAndDay(words: string): boolean {
  return PLACE_AND_DAY.test(words);
}

function rangeIn(words: string): Period | undefined {
  const [, from = '', until = ''] = FISCAL.exec(words) ?? RANGE.exec(words) ?? [];
  if (from === '') return undefined;
  const end = until.length === 4 ? until : from.slice(0, 2) + until;
  return end >= from && Number(end) - Number(from) <= 40 ? { start: from, end } : undefined;
}

/** "This plan has a six-year timeframe covering the period from 1999 to 2004." */
function lasting(opening: string): Period | undefined {
  for (const sentence of opening.split(/(?<=[.;])\s+/)) {
    if (ANOTHER.test(sentence) || !(LASTS.test(sentence) || ITSELF.test(sentence))) continue;
    const range = rangeIn(sentence);
    if (range) return range;
  }
  return undefined;
}

/** "adopted on 12 March 2018", « Fait à Dakar, le 15 septembre 2011 »: the closing words are surer than the opening. */
function adoptedOn(opening: string, closing: string): string | null {
  const end = closing.slice(-OPENING);
  if (DONE.test(end)) {
    const [day] = daysIn(end);
    if (day) return day.iso;
  }
  for (const sentence of opening.split(/(?<=[.;])\s+/)) {
    if (
      !/\badopte?d?\b[^.;]{0,30}\b(?:this|the present|following)|\bthis\b[^.;]{0,90}\b(?:was |is )?(?:adopted|signed|agreed)|\b(?:ce|présente?)\b[^.;]{0,90}\b(?:adoptée?|signée?)\b/iu.test(
        sentence,
      )
    )
      continue;
    const day = daysIn(sentence).at(-1);
    if (day) return day.iso;
  }
  return null;
}

function daysIn(words: string): { iso: string }[] {
  return [...words.matchAll(DAY)].map((match) => {
    const [, day = match[5] ?? '', month = match[4] ?? '', year = match[6] ?? ''] = match;
    return { iso: `${year}-${MONTH_NUMBERS.get(month.toLowerCase()) ?? '01'}-${day.padStart(2, '0')}` };
  });
}

/** « réunis à Montréal le 4 mai 2022 »: of a day on which one met only the year is sure. */
function met(opening: string): string | undefined {
  const found = /\b(?:met|meeting|gathered|réunis|réunies)\b[^.;]{0,120}/iu.exec(opening)?.[0];
  return found === undefined ? undefined : daysIn(found)[0]?.iso.slice(0, 4);
}
