import { folded, gazetteer, type Nation } from './nations.ts';

type Language = 'en' | 'fr';
/** A party named in a text, and where. */
type Named = { readonly name: string; readonly start: number; readonly end: number; readonly known: boolean };

/** As much of the opening paragraphs as says who speaks. */
const OPENING = 1500;
const MOST = 40;

const BODY =
  /\b(?:\p{Lu}[\p{L}’'-]*\s+(?:(?:of|for|and|the)\s+)?){1,5}(?:Community|Commission|Council|Union|Association|Organi[sz]ation|Forum|Agency|League|Alliance|Initiative|Group|Federation)\b(?:\s+of(?:\s+the)?(?:\s+\p{Lu}[\p{L}’'-]+){1,3})?|\b(?:Communauté|Commission|Conseil|Union|Association|Organisation|Forum|Agence|Ligue|Alliance|Secrétariat)(?:\s+(?:de la|de l[’']|des|du|de|d[’'])?\s*[\p{L}’'-]+){1,4}/gu;
/** "the Republic of Kenya" is Kenya, unless the longer name is the known one. */
const STATE_OF =
  /^(?:(?:Federal |Islamic )?(?:Republic|Kingdom|State|Commonwealth|Sultanate) of(?: the)?|(?:République|Royaume|État|Sultanat)(?: fédérale| islamique)? (?:du|de la|de l[’']|des|de|d[’']))\s*(.+)$/iu;
const BETWEEN = /\b(?:between|entre)\b/iu;
/** What may stand between two names of one list. */
const LINK =
  /^[\s,]*(?:\([^)]{1,20}\)[\s,]*)?(?:(?:and|et|the|of|le|la|les|l[’']|du|des|de|d[’']|à|with|avec|governments?|gouvernements?|republic|république|fédérative|kingdom|royaume|states?|member|members|commonwealth|confédération|fédération|orientale|its|bolivarienne|plurinational|as well as|ainsi que)[\s,]*|(?:President|Prime Minister|Président|Premier ministre)[\p{L}\s.]{0,40}?\bof\b[\s,]*)*$/iu;

/**
 * Who the parties are: those that the title names, else those that the opening words list. `opening` is what stands before the first
 * line. Unknown bodies count when the title sets them beside another: "between the Mekong Commission and Canada".
 */
export function partiesOf(title: string | null, opening: string, language: Language): string[] {
  const text = opening.slice(0, OPENING);
  const inTitle = title === null ? [] : namesOfTitle(title, language);
  if (inTitle.length > 1) return named(inTitle);
  const listed = longestList(text, language).filter(({ name }, at, all) => all.findIndex((each) => each.name === name) === at);
  if (listed.length > 1 && (inTitle.length === 0 || listed.some(({ name }) => name === inTitle[0]?.name))) return named(listed);
  const [only] = inTitle;
  if (title !== null && only) return named(withOther(title, only));
  return repeated(namesIn(text, language));
}

const named = (list: readonly Named[]): string[] => [...new Set(list.map(({ name }) => name))].slice(0, MOST);

const SIDE = String.raw`\p{Lu}[\p{L}.’']*(?:\s\p{Lu}[\p{L}.’']*)?`;
const BEFORE = new RegExp(`(${SIDE})\\s?[-–—]\\s?$`, 'u');
const AFTER = new RegExp(`^\\s?[-–—]\\s?(${SIDE})`, 'u');
/** Words of titles that name no party. */
const OF_TITLES =
  /^(?:joint|work|working|plan|programme|program|action|partnership|cooperation|roadmap|dialogue|strategic|free|trade|enhanced|leaders|summit|forum|agenda|agreement|framework|plus|led|the|of|declaration|travail|conjoint|coopération|partenariat)$/iu;

/** "CARIFORUM-Canada", "EU-Central Asia": who stands beside a party by a hyphen is one too, known or not. */
function withOther(title: string, only: Named): Named[] {
  const side = (found: string | undefined): Named[] => {
    const name = (found ?? '')
      .split(' ')
      .filter((word) => !OF_TITLES.test(word))
      .join(' ');
    return name.length > 1 ? [{ name, start: 0, end: 0, known: false }] : [];
  };
  const before = side(BEFORE.exec(title.slice(0, only.start))?.[1]);
  const after = side(AFTER.exec(title.slice(only.end))?.[1]);
  return [...before, only, ...after];
}

function namesOfTitle(title: string, language: Language): Named[] {
  const between = BETWEEN.exec(title);
  const after = between
    ? title.slice(between.index + between[0].length).split(/,\s*(?=\d)|\s(?:on|sur|concerning|relatif)\s/)[0]
    : undefined;
  const pair = after === undefined ? [] : pairOf(after, language);
  return pair.length > 1 ? pair : namesIn(title, language);
}

/** "the Andean Community and Canada": both sides, known or not, when they begin with a capital. */
function pairOf(words: string, language: Language): Named[] {
  const plain = words
    .replace(/\s*\([^)]*\)?/g, '')
    .replace(/[\s,]*(?:\b(?:for|pour|in|en|over|of|de)(?:\s+(?:the|la|les)\s+[\p{L}\s]{3,20})?\s+)?\b(?:19|20)\d\d.*$/su, '');
  return plain.split(/\s*,\s*(?:and|et)?\s*|\s+(?:and|et)\s+/).flatMap((side): Named[] => {
    const bare = side
      .trim()
      .replace(
        /^(?:the|le|la|les|l[’'])\s*(?:(?:governments?|gouvernements?) (?:of|du|de la|de l[’']|de|des|d[’'])\s*(?:the\s+)?)?/iu,
        '',
      )
      .replace(STATE_OF, (whole, rest: string) => (isKnown(rest) && !isKnown(whole) ? rest : whole));
    const [found] = namesIn(bare, language);
    if (found?.known && found.end - found.start >= bare.length - 2) return [found];
    const name = isShouted(bare) ? capitalised(bare) : bare;
    return /^\p{Lu}/u.test(bare) && bare.length <= 90
      ? [{ name, start: 0, end: bare.length, known: false }]
      : found
        ? [found]
        : [];
  });
}

/** States, groups of states and bodies that a text names, in order. */
function namesIn(text: string, language: Language): Named[] {
  const { names, adjectives, longest } = gazetteer();
  const words = [...text.matchAll(/\p{Lu}\.(?:\p{Lu}\.)+|[\p{L}\d]+/gu)];
  const found: Named[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (!first) continue;
    const hit = longestName(text, words, at, Math.min(longest, words.length - at), names);
    if (hit) {
      found.push({ name: hit.nation[language], start: first.index, end: hit.end, known: true });
      at += hit.count - 1;
      continue;
    }
    const adjective = adjectives.get(folded(first[0]));
    const beside = text[first.index - 1] === '-' || text[first.index + first[0].length] === '-';
    if (adjective && beside)
      found.push({ name: adjective[language], start: first.index, end: first.index + first[0].length, known: true });
  }
  const bodies = [...(isShouted(text) ? capitalised(text) : text).matchAll(BODY)]
    .map(
      (match): Named => ({
        name: match[0].replace(/^The\s+/, ''),
        start: match.index,
        end: match.index + match[0].length,
        known: false,
      }),
    )
    .filter((body) => !found.some((each) => each.start < body.end && body.start < each.end));
  return [...found, ...bodies].sort((a, b) => a.start - b.start);
}

function longestName(
  text: string,
  words: readonly RegExpExecArray[],
  at: number,
  most: number,
  names: ReadonlyMap<string, Nation>,
): { nation: Nation; count: number; end: number } | undefined {
  const start = words[at]?.index ?? 0;
  if (!/^\p{Lu}/u.test(text.slice(start, start + 2))) return undefined;
  for (let count = most; count > 0; count -= 1) {
    const last = words[at + count - 1];
    if (!last) continue;
    const end = last.index + last[0].length;
    const printed = text.slice(start, end);
    const nation = /[.;:!?]\s/u.test(printed) ? undefined : names.get(folded(printed));
    // "us" and "can" are names in capitals only.
    if (nation && (printed.length > 3 || printed === printed.toUpperCase())) return { nation, count, end };
  }
  return undefined;
}

/** The first list of names with nothing between them but "and", commas and articles. */
function longestList(text: string, language: Language): Named[] {
  const all = namesIn(text, language);
  let list: Named[] = [];
  for (const each of all) {
    const last = list.at(-1);
    const between = last ? text.slice(last.end, each.start) : '';
    if (last && between.length <= 80 && !/[.;]\s/.test(between) && LINK.test(between)) list.push(each);
    else if (list.length > 1) return list;
    else list = [each];
  }
  return list.length > 1 ? list : [];
}

/** The group that an opening speaks of again and again, when it lists no parties. */
function repeated(all: readonly Named[]): string[] {
  const counts = new Map<string, number>();
  for (const { name, known } of all) if (known) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] > 1 ? [best[0]] : [];
}

const isShouted = (words: string): boolean => words === words.toUpperCase() && /\p{Lu}{4}/u.test(words);

function capitalised(words: string): string {
  return words
    .toLowerCase()
    .replace(/(?<![\p{L}’'])\p{L}+/gu, (word) =>
      /^(?:of|the|and|for|to|in|on|de|la|le|les|du|des|et|pour|sur)$/.test(word)
        ? word
        : (word[0] ?? '').toUpperCase() + word.slice(1),
    );
}

const isKnown = (name: string): boolean => gazetteer().names.has(folded(name));
