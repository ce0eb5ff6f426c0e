/** A state or a group of states that can be a party, and how it is called in each language. */
export type Nation = { readonly en: string; readonly fr: string };

/** Where treaties call a state otherwise than maps do: code, name in English, name in French, further names. */
const CALLED: readonly (readonly [code: string, en: string, fr: string, also: string])[] = [
  ['US', 'United States of America', 'États-Unis d’Amérique', 'United States|USA|U.S.A.|U.S.|US|États-Unis|É.-U.'],
  ['GB', 'United Kingdom', 'Royaume-Uni', 'UK|U.K.|Great Britain|Royaume-Uni de Grande-Bretagne et d’Irlande du Nord'],
  ['KR', 'Republic of Korea', 'République de Corée', 'ROK|South Korea|Korea|Corée du Sud|Corée'],
  ['KP', 'Democratic People’s Republic of Korea', 'République populaire démocratique de Corée', 'DPRK'],
  ['RU', 'Russian Federation', 'Fédération de Russie', 'Russia|Russie'],
  ['VN', 'Viet Nam', 'Viet Nam', 'Vietnam|Socialist Republic of Viet Nam'],
  ['LA', 'Lao People’s Democratic Republic', 'République démocratique populaire lao', 'Lao PDR|Laos|RDP lao'],
  ['MM', 'Myanmar', 'Myanmar', 'Burma|Birmanie'],
  ['BN', 'Brunei Darussalam', 'Brunéi Darussalam', 'Brunei|Brunei Darussalam'],
  ['CN', 'China', 'Chine', 'People’s Republic of China|PRC|République populaire de Chine'],
  ['TR', 'Türkiye', 'Türkiye', 'Turkey|Turquie'],
  ['CZ', 'Czech Republic', 'République tchèque', 'Czechia|Tchéquie'],
  ['CI', 'Côte d’Ivoire', 'Côte d’Ivoire', 'Ivory Coast'],
  ['CD', 'Democratic Republic of the Congo', 'République démocratique du Congo', 'DRC|RDC'],
  ['CG', 'Republic of the Congo', 'République du Congo', 'Congo'],
  ['IR', 'Iran', 'Iran', 'Islamic Republic of Iran|République islamique d’Iran'],
  ['SY', 'Syria', 'Syrie', 'Syrian Arab Republic|République arabe syrienne'],
  ['TZ', 'Tanzania', 'Tanzanie', 'United Republic of Tanzania|République-Unie de Tanzanie'],
  ['MD', 'Moldova', 'Moldova', 'Republic of Moldova|République de Moldova|Moldavie'],
  ['AR', 'Argentina', 'Argentine', 'Argentine Republic|République argentine'],
  ['DO', 'Dominican Republic', 'République dominicaine', ''],
  ['MX', 'Mexico', 'Mexique', 'United Mexican States|États-Unis du Mexique'],
];

/** Groups of states that sign as one: abbreviation as it is used for a name, or the name in full; further names. */
const GROUPS: readonly (readonly [en: string, fr: string, also: string])[] = [
  ['ASEAN', 'ANASE', 'Association of Southeast Asian Nations|Association des nations de l’Asie du Sud-Est'],
  ['European Union', 'Union européenne', 'EU|UE|E.U.'],
  ['African Union', 'Union africaine', 'AU'],
  ['Caribbean Community', 'Communauté des Caraïbes', 'CARICOM'],
  ['Southern African Development Community', 'Communauté de développement de l’Afrique australe', 'SADC|CDAA'],
  ['Economic Community of West African States', 'Communauté économique des États de l’Afrique de l’Ouest', 'ECOWAS|CEDEAO'],
  ['East African Community', 'Communauté d’Afrique de l’Est', 'EAC'],
  ['Mercosur', 'Mercosur', 'MERCOSUL'],
  ['Andean Community', 'Communauté andine', 'CAN'],
  ['Pacific Alliance', 'Alliance du Pacifique', ''],
  ['Pacific Islands Forum', 'Forum des îles du Pacifique', 'PIF'],
  ['Gulf Cooperation Council', 'Conseil de coopération du Golfe', 'GCC|CCG'],
  ['League of Arab States', 'Ligue des États arabes', 'Arab League|Ligue arabe'],
  ['Organization of American States', 'Organisation des États américains', 'OAS|OEA'],
  ['Central American Integration System', 'Système d’intégration centraméricain', 'SICA'],
  ['SAARC', 'ASACR', 'South Asian Association for Regional Cooperation'],
  ['Indian Ocean Commission', 'Commission de l’océan Indien', ''],
  ['European Free Trade Association', 'Association européenne de libre-échange', 'EFTA|AELE'],
];

/** Adjectives count beside another name only: "French-American", « franco-allemande ». */
const ADJECTIVES: Readonly<Record<string, string>> = {
  FR: 'french franco français française',
  US: 'american américain américaine américano',
  DE: 'german germano allemand allemande',
  GB: 'british britannique',
  CA: 'canadian canado canadien canadienne',
  JP: 'japanese nippo japonais japonaise',
  CN: 'chinese sino chinois chinoise',
  IN: 'indian',
  KR: 'korean coréen coréenne',
  MX: 'mexican mexicain mexicaine',
  BR: 'brazilian brésilien brésilienne',
  IT: 'italian italo italien italienne',
  ES: 'spanish espagnol espagnole',
  PL: 'polish polonais polonaise',
  UA: 'ukrainian ukrainien ukrainienne',
  AU: 'australian australien australienne',
  NO: 'norwegian norvégien norvégienne',
  CH: 'swiss helvético suisse',
  BE: 'belgian belgo belge',
  SN: 'senegalese sénégalais sénégalaise',
  MA: 'moroccan maroco marocain marocaine',
  ID: 'indonesian indonésien indonésienne',
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

type Gazetteer = {
  readonly names: ReadonlyMap<string, Nation>;
  readonly adjectives: ReadonlyMap<string, Nation>;
  readonly longest: number;
};
let read: Gazetteer | undefined;

/** All names of states and groups, folded, with the longest name in words; read once. */
export function gazetteer(): Gazetteer {
  read ??= build();
  return read;
}

/** Lower case without accents, hyphens and stops as spaces: how names are compared. */
export function folded(words: string): string {
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\d]+/gu, ' ').trim();
}

function build(): Gazetteer {
  const names = new Map<string, Nation>();
  const byCode = new Map<string, Nation>();
  const called = new Map(CALLED.map((each) => [each[0], each] as const));
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const french = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' });
  for (const code of LETTERS.flatMap((one) => LETTERS.map((other) => one + other))) {
    const [, en = english.of(code), fr = french.of(code), also = ''] = called.get(code) ?? [];
    if (en === undefined || fr === undefined || /^(?:EU|EZ|UN|QO|XA|XB|ZZ)$/.test(code)) continue;
    const nation = { en, fr };
    byCode.set(code, nation);
    const mapped = [english.of(code) ?? '', french.of(code) ?? ''];
    for (const name of [...also.split('|'), ...mapped, en, fr]) if (name) names.set(folded(name), nation);
  }
  for (const [en, fr, also] of GROUPS) {
    for (const name of [...also.split('|'), en, fr]) if (name) names.set(folded(name), { en, fr });
  }
  const adjectives = new Map<string, Nation>();
  for (const [code, words] of Object.entries(ADJECTIVES)) {
    const nation = byCode.get(code);
    if (nation) for (const word of words.split(' ')) adjectives.set(folded(word), nation);
  }
  return { names, adjectives, longest: Math.max(...[...names.keys()].map((name) => name.split(' ').length)) };
}
