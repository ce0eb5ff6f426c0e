import { frenchForms } from './french-verbs.ts';

/** What a verb, or the noun made of it, says about the end of a promise. */
export type VerbClass = keyof typeof ENGLISH;

const ENGLISH = {
  // Closed by an answer: what was found.
  enabling: 'explore consider identify examine study assess evaluate investigate determine analyse analyze ascertain',
  // Closed when the thing is there.
  creating:
    'establish create launch initiate sign conclude finalise finalize complete adopt ratify designate appoint nominate negotiate renew inaugurate institute found open introduce commission construct revise update design draft prepare announce form map commence agree',
  // Closed when one thing is made; what is made in general goes on.
  making: 'develop produce build formulate elaborate devise publish',
  holding: 'hold convene organise organize host stage arrange meet',
  carrying: 'conduct undertake carry perform run',
  doing: 'review report call train offer award exchange invite provide deliver send',
  implementing: 'implement execute realise realize',
  searching: 'seek discuss look find',
  standing:
    'strengthen enhance promote support encourage cooperate co-operate collaborate facilitate foster deepen expand share assist advocate engage work intensify maintain improve increase advance broaden contribute participate coordinate liaise protect combat ensure raise reaffirm affirm recognise recognize sustain accelerate pursue consolidate help uphold welcome enable',
} as const;

const FRENCH: Readonly<Record<VerbClass, string>> = {
  enabling: 'explorer étudier envisager examiner identifier déterminer évaluer analyser recenser réfléchir considérer',
  creating:
    'établir créer lancer signer conclure adopter ratifier désigner nommer négocier renouveler inaugurer instituer ouvrir achever finaliser préparer rédiger amorcer constituer instaurer annoncer convenir',
  making: 'élaborer développer produire publier bâtir formuler construire concevoir',
  holding: 'tenir organiser convoquer accueillir réunir',
  carrying: 'mener entreprendre conduire effectuer réaliser procéder',
  doing: 'former offrir échanger fournir accorder octroyer décerner inviter consulter rendre dispenser',
  implementing: 'exécuter appliquer',
  searching: 'chercher rechercher discuter trouver',
  standing:
    'renforcer améliorer promouvoir favoriser encourager appuyer soutenir coopérer collaborer faciliter approfondir élargir partager aider poursuivre continuer intensifier contribuer participer coordonner accroître protéger lutter veiller sensibiliser maintenir accélérer réaffirmer consolider stimuler assurer travailler',
};

/** The nouns that stand for the verb where a plan is written in nouns: "Establishment of a fund", « Tenue d’un séminaire ». */
const NOUNS: Readonly<Record<VerbClass, string>> = {
  enabling: 'exploration identification examination assessment étude examen évaluation analyse recensement',
  creating:
    'establishment creation launch launching signing signature conclusion adoption ratification designation création établissement lancement négociation désignation instauration constitution ouverture',
  making: 'development formulation elaboration production publication élaboration développement rédaction',
  holding: 'organisation organization holding convening hosting tenue convocation accueil',
  carrying: 'conduct conduite réalisation',
  doing: 'provision exchange octroi échange formation',
  implementing: 'implementation execution exécution',
  searching: 'recherche',
  standing:
    'strengthening enhancement promotion support encouragement cooperation facilitation renforcement amélioration appui soutien coopération intensification poursuite',
};

const classes = Object.keys(ENGLISH) as VerbClass[];
const listed = (lists: Readonly<Record<VerbClass, string>>) =>
  classes.flatMap((kind) => lists[kind].split(' ').map((word) => [word, kind] as const));
const NOUN_CLASSES = new Map(listed(NOUNS));
const VERBS = {
  en: new Map(listed(ENGLISH)),
  fr: new Map(listed(FRENCH).flatMap(([verb, kind]) => frenchForms(verb).map((form) => [form, kind] as const))),
};

/** The class of a word that is a verb of promises, in the forms in which plans of that language print it. */
export function verbClass(word: string, language: 'en' | 'fr'): VerbClass | undefined {
  const lower = word.toLowerCase().replace(/^s['’](?=\p{L})/u, '');
  return VERBS[language].get(lower) ?? (language === 'en' ? inflected(lower) : undefined);
}

/** The class of a noun that stands for such a verb. */
export function nounClass(word: string): VerbClass | undefined {
  return NOUN_CLASSES.get(word.toLowerCase());
}

/** "Organizing" and "convenes" are forms of the verbs above. */
function inflected(lower: string): VerbClass | undefined {
  const stem = /^(\p{L}{2,})(?:ing|es|s)$/u.exec(lower)?.[1];
  if (stem === undefined) return undefined;
  return VERBS.en.get(stem) ?? VERBS.en.get(`${stem}e`) ?? VERBS.en.get(stem.replace(/(\p{L})\1$/u, '$1'));
}
