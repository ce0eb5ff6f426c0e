/** Verbs whose forms no rule gives: stems of the present (singular, plural) and of the future. */
const IRREGULAR: readonly (readonly [ending: string, singular: string, plural: string, future: string])[] = [
  ['tenir', 'tient', 'tiennent', 'tiendr'],
  ['venir', 'vient', 'viennent', 'viendr'],
  ['ffrir', 'ffre', 'ffrent', 'ffrir'],
  ['ouvrir', 'ouvre', 'ouvrent', 'ouvrir'],
  ['mettre', 'met', 'mettent', 'mettr'],
  ['mouvoir', 'meut', 'meuvent', 'mouvr'],
  ['clure', 'clut', 'cluent', 'clur'],
  ['uire', 'uit', 'uisent', 'uir'],
  ['croître', 'croît', 'croissent', 'croîtr'],
  ['suivre', 'suit', 'suivent', 'suivr'],
  ['prendre', 'prend', 'prennent', 'prendr'],
  ['rendre', 'rend', 'rendent', 'rendr'],
  ['cueillir', 'cueille', 'cueillent', 'cueiller'],
];

/** The forms in which plans print a French verb: infinitive, third persons of present and future. */
export function frenchForms(infinitive: string): string[] {
  const irregular = IRREGULAR.find(([ending]) => infinitive.endsWith(ending));
  if (irregular) {
    const [ending, singular, plural, future] = irregular;
    const stem = infinitive.slice(0, infinitive.length - ending.length);
    return [infinitive, stem + singular, stem + plural, `${stem}${future}a`, `${stem}${future}ont`];
  }
  const stem = infinitive.slice(0, -2);
  if (infinitive.endsWith('ir')) return [infinitive, `${stem}it`, `${stem}issent`, `${infinitive}a`, `${infinitive}ont`];
  // accélérer: ils accélèrent; mener: ils mènent; employer: ils emploient.
  const open = stem.replace(/[ée](?=[^aeiouéèy]{1,2}$)/u, 'è').replace(/y$/, 'i');
  return [infinitive, ...[stem, open].flatMap((each) => [`${each}e`, `${each}ent`, `${each}era`, `${each}eront`])];
}
