const ADVERB = '(?:deemed |considered |mutually )?';
const ENGLISH = [
  `(?:as|where|when|whenever|wherever|if) ${ADVERB}(?:appropriate|possible|feasible|practicable|necessary|needed|required|applicable|relevant|agreed|available)`,
  '(?:as far as|to the (?:fullest |greatest |maximum )?extent) (?:is )?(?:possible|practicable|feasible|permitted)',
  '(?:as|where|if|when) (?:resources|funds|funding|means|circumstances|capacities) (?:so )?(?:permits?|allows?)',
  '(?:within|depending on|based on) (?:(?:the|their|its) )?(?:(?:available|existing|respective) )+(?:resources|means|funds|budgets?|capacities|capabilities)',
  '(?:subject to|depending on|dependent on) (?:the )?availability of [\\p{L} ]{2,40}?(?=[,.;:()]|$| \\(| (?:and|to|for|in)\\b)',
  "subject to (?:(?:the|their|its|each) )?(?:(?:applicable|national|domestic|respective|internal|party's|relevant) )*(?:laws?|legislation|regulations?|approval|consent|procedures)(?: and (?:laws?|regulations?|policies|procedures|legislation))?",
  'in (?:accordance|line|conformity|compliance) with (?:(?:the|their|its|all) )?(?:(?:applicable|national|domestic|respective|internal|relevant|existing|financial) )+(?:treaties|laws?|legislation|regulations?|policies|rules|procedures)(?:(?:,| and|, and) (?:(?:applicable|national|domestic|respective|internal) )*(?:treaties|laws?|legislation|regulations?|policies|rules|procedures))*',
  '(?:up)?on request|at the request of [\\p{L} ]{2,40}?(?=[,.;:)]|$)',
  '(?:on|by) (?:mutually agreed terms|mutual (?:consent|agreement)|a (?:voluntary|case-by-case) basis)',
];
const FRENCH = [
  "selon qu'il convient(?:dra)?|(?:comme|ainsi qu'|lorsqu'|quand |là où |où )il convient|comme il convient",
  "(?:s'il|lorsqu'il|quand il|où il) y a lieu|le cas échéant|selon (?:le cas|les cas|les circonstances)|en tant que de besoin|(?:au|en cas de) besoin|selon les besoins",
  "(?:si|lorsque|quand|là où|où) (?:cela |c'est |cela est |il est )?(?:est )?(?:possible|nécessaire|approprié|opportun|pertinent|faisable|applicable|requis)",
  '(?:dans (?:toute )?la mesure du|autant que|dans la mesure où cela est) possible',
  "(?:dans|selon|en fonction de|suivant|sous réserve de) (?:la |les |l')?(?:mesure|limites?|disponibilité)s? (?:des|de leurs|de ses|de) (?:ressources|moyens|crédits|fonds|capacités)(?: (?:disponibles|existante?s|budgétaires|respectifs|respectives|financières))*",
  '(?:selon|en fonction de|suivant|sous réserve de)s? (?:les |des |leurs )?(?:ressources|moyens|crédits|fonds)(?: (?:disponibles|existante?s|budgétaires))+',
  "(?:dans la mesure où|si|lorsque|pour autant que) (?:les|leurs) (?:ressources|moyens|circonstances) (?:le |l')?(?:permettent|autorisent)",
  "(?:conformément à|dans le respect de|sous réserve de|en accord avec) (?:la |l'|leurs? |sa |ses |aux? )?(?:lois?|législations?|réglementations?|droit)(?: (?:nationale?s?|internes?|applicables?|respecti(?:f|ve)s?|en vigueur))+",
  "(?:sur|à la) demande(?= *[,.;:)]|$)|d'un commun accord|à titre volontaire|sur une base volontaire|au cas par cas",
];
const QUALIFIER = new RegExp(`(?<![\\p{L}])(?:${[...ENGLISH, ...FRENCH].join('|')})(?![\\p{L}])`, 'giu');

/** The words that soften or bound a promise, as printed and in order, each once: "as appropriate", « dans la mesure du possible ». */
export function qualifiersOf(words: string): string[] {
  const plain = words.replaceAll('’', "'");
  const found = [...plain.matchAll(QUALIFIER)].map((match) => words.slice(match.index, match.index + match[0].length).trim());
  const seen = new Set<string>();
  return found.filter((each) => {
    const key = each.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}
