/** A sentence of a finding as the importer writes it, and the same in French; what is quoted stays as it is printed. */
type Sentence = readonly [english: RegExp, french: (...found: string[]) => string];

const Q = '“([\\s\\S]*)”';
const place = (where: string): string =>
  where
    .replace(/^of the document$/, 'du document')
    .replace(/^before (.+)$/, 'avant $1')
    .replace(/^after (.+)$/, 'après $1')
    .replace(/^between (.+) and (.+)$/, 'entre $1 et $2');
const list = (items: string): string =>
  items
    .replace(/ and (\d+) more$/, ' et $1 de plus')
    .replace(/ and others$/, ' et d’autres')
    .replace(/ and /, ' et ')
    .replace(/ to /, ' à ');
const q = (words: string | undefined): string => `« ${words} »`;
const TOPICS: Readonly<Record<string, string>> = { objectives: 'objectifs', priorities: 'priorités' };

const SENTENCES: readonly Sentence[] = [
  [
    /^(.+) (is|are) missing (.+); nothing was renumbered\.$/s,
    (which = '', how, where = '') =>
      `${how === 'is' ? `Le numéro ${which} manque` : `Les numéros ${list(which)} manquent`} ${place(where)} ; rien n’a été renuméroté.`,
  ],
  [
    /^(.+) is printed (\d+) times; this one is referred to as (.+)\.$/s,
    (which, times, as) => `${which} est imprimé ${times} fois ; celui-ci a pour référence ${as}.`,
  ],
  [
    new RegExp(`^(.+) is printed twice; the (second|damaged) copy was left out: ${Q}\\.$`, 's'),
    (which, copy, words) =>
      `${which} est imprimé deux fois ; ${copy === 'second' ? 'la seconde copie' : 'la copie abîmée'} a été laissée de côté : ${q(words)}.`,
  ],
  [
    /^(.+) has the same words as (.+); both were kept\.$/s,
    (one, other) => `${one} a le même texte que ${other} ; les deux ont été gardés.`,
  ],
  [
    /^One of the (\w+) is printed again here; it was read once\.$/,
    (topic = '') =>
      `Un des éléments déjà lus parmi les ${TOPICS[topic] ?? topic} est imprimé de nouveau ici ; il a été lu une fois.`,
  ],
  [
    /^No heading (.+) was found; (.+) names it by its number\.$/s,
    (heading, by) => `Aucun titre ${heading} n’a été trouvé ; ${by} le nomme par son numéro.`,
  ],
  [
    /^(.+) stands under no heading, while others of its kind do\.$/s,
    (which) => `${which} n’est sous aucun titre, alors que d’autres du même genre le sont.`,
  ],
  [
    new RegExp(`^(.+?) opens a “(.)” that never closes: ${Q}\\.$`, 's'),
    (which, sign, words) => `${which} ouvre un ${q(sign)} qui ne se ferme jamais : ${q(words)}.`,
  ],
  [
    /^(.+?) announces a list that does not follow: ([\s\S]*)\.$/,
    (which, end) => `${which} annonce une liste qui ne suit pas : ${end}.`,
  ],
  [/^(.+?) seems to be cut off at its end: ([\s\S]*)\.$/, (which, end) => `${which} semble coupé à la fin : ${end}.`],
  [
    /^(.+) announces a list, and the short lines below it have no marks: they were read as its words\.$/s,
    (which) =>
      `${which} annonce une liste, et les lignes courtes en dessous n’ont pas de puces : elles ont été lues comme son texte.`,
  ],
  [
    /^(.+) ends with a colon and its items go on in small letters: they may be its sub-items, and it no heading\.$/s,
    (which) =>
      `${which} finit par un deux-points et ses éléments continuent en minuscules : ce sont peut-être ses sous-points, et lui n’est pas un titre.`,
  ],
  [
    new RegExp(`^(.+?) holds what looks like a number torn apart: ${Q}\\.$`, 's'),
    (which, words) => `${which} contient ce qui ressemble à un numéro déchiré : ${q(words)}.`,
  ],
  [
    new RegExp(`^(.+?) holds signs that look misread: ${Q}\\.$`, 's'),
    (which, words) => `${which} contient des signes sans doute mal lus : ${q(words)}.`,
  ],
  [
    new RegExp(`^(.+?) prints a gap behind a hyphen: ${Q}\\.$`, 's'),
    (which, words) => `${which} porte un espace après un trait d’union : ${q(words)}.`,
  ],
  [
    /^(.+) was printed inside the paragraph before it; it was read as an item of its own\.$/s,
    (which) => `${which} était imprimé dans le paragraphe précédent ; il a été lu à part.`,
  ],
  [
    /^The numbers start again at (.+) after (.+); (.+) was read as a new list\.$/s,
    (at, after, which) => `Les numéros recommencent à ${at} après ${after} ; ${which} a été lu comme une nouvelle liste.`,
  ],
  [
    new RegExp(`^(\\d+) items are all printed ${Q}; they were counted through\\.$`, 's'),
    (count, mark) => `${count} éléments portent tous ${q(mark)} ; ils ont été comptés à la suite.`,
  ],
  [
    /^The title is printed (once more|(\d+) times more), here first; it was read once\.$/,
    (_, times) => `Le titre est imprimé encore ${times ?? 'une'} fois, ici d’abord ; il a été lu une fois.`,
  ],
  [
    /^(?:A list mark|The number (.+)) stands here without words; it was read as no line\.$/s,
    (number) =>
      `${number === undefined ? 'Une puce' : `Le numéro ${number}`} se trouve ici sans texte ; rien n’a été lu comme ligne.`,
  ],
  [
    new RegExp(`^A heading goes on in a later row: ${Q.replace('*', '*?')} was joined to ${Q}\\.$`, 's'),
    (words, before) => `Un titre continue dans une rangée suivante : ${q(words)} a été joint à ${q(before)}.`,
  ],
  [
    /^A blank line or a page break stands inside these words; they were read as one\.$/,
    () => 'Une ligne vide ou un saut de page coupe ce texte ; il a été lu d’un seul tenant.',
  ],
  [
    new RegExp(`^The scan reads ${Q.replace('*', '*?')}; it was taken for ${Q}\\.$`, 's'),
    (read, taken) => `La numérisation porte ${q(read)} ; on a lu ${q(taken)}.`,
  ],
  [
    new RegExp(`^Stray signs ${Q.replace('*', '*?')} (.+) were read as no words\\.$`, 's'),
    (words, where = '') => `Des signes isolés ${q(words)} ${place(where)} n’ont pas été lus comme texte.`,
  ],
  [
    new RegExp(`^These words (.+?) belong to no line: ${Q}\\.$`, 's'),
    (where = '', words) => `Ces mots ${place(where)} n’appartiennent à aucune ligne : ${q(words)}.`,
  ],
  [
    new RegExp(`^These words before the first line hold what looks like a number torn apart: ${Q}\\.$`, 's'),
    (words) => `Ces mots avant la première ligne contiennent ce qui ressemble à un numéro déchiré : ${q(words)}.`,
  ],
  [
    new RegExp(`^${Q.replace('*', '*?')}, parted at the end of a line on page (\\d+), was read as ${Q}\\.$`, 's'),
    (printed, page, read) => `${q(printed)}, coupé en fin de ligne à la page ${page}, a été lu ${q(read)}.`,
  ],
  [
    /^These columns hold no words of the plan and were left out: (.+)\.$/s,
    (columns = '') => `Ces colonnes ne contiennent pas de texte du plan et ont été laissées de côté : ${list(columns)}.`,
  ],
  [
    /^Only the sheet “(.+?)” was read; left out: (.+)\.$/s,
    (sheet, others = '') => `Seule la feuille ${q(sheet)} a été lue ; laissées de côté : ${list(others)}.`,
  ],
  [
    /^Rows that the file hides were read like the others: (.+)\. Look whether they belong\.$/s,
    (rows = '') =>
      `Les rangées masquées du fichier ont été lues comme les autres : ${list(rows)}. Vérifiez si elles en font partie.`,
  ],
  [
    new RegExp(`^Row (\\d+) has the number ${Q} and no words beside it; it was left out\\.$`, 's'),
    (row, number) => `La rangée ${row} porte le numéro ${q(number)} sans texte à côté ; elle a été laissée de côté.`,
  ],
  [
    /^Cell (\w+) (?:\(“([\s\S]*)”\) )?holds a date where a number or words are expected: a spreadsheet may have made it of a number such as 1\.2\.$/,
    (cell, words) =>
      `La cellule ${cell}${words === undefined ? '' : ` (${q(words)})`} contient une date là où l’on attend un numéro ou un texte : un tableur l’a peut-être tirée d’un numéro comme 1.2.`,
  ],
  [
    /^Cell (\w+) (?:\(“([\s\S]*)”\) )?holds a formula whose value was never stored, and was left empty\.$/,
    (cell, words) =>
      `La cellule ${cell}${words === undefined ? '' : ` (${q(words)})`} contient une formule dont la valeur n’a pas été enregistrée ; elle est restée vide.`,
  ],
  [
    /^Cell (\w+) (?:\(“([\s\S]*)”\) )?holds an error of the spreadsheet instead of words\.$/,
    (cell, words) =>
      `La cellule ${cell}${words === undefined ? '' : ` (${q(words)})`} contient une erreur du tableur au lieu d’un texte.`,
  ],
  [
    /^What the site prints round every page \(navigation, head, foot\) was left out\.$/,
    () => 'Ce que le site imprime autour de chaque page (navigation, tête, pied) a été laissé de côté.',
  ],
];

/** The sentence of a finding in French; undefined for one that nobody has translated. What is quoted from the document stays as it is printed. */
export function inFrench(message: string): string | undefined {
  for (const [english, french] of SENTENCES) {
    const found = english.exec(message);
    if (found) return french(...(found.slice(1) as string[])).replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0');
  }
  return undefined;
}
