import type { Translation } from '../i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'files.empty': '{name} est vide : il n’y a rien à conserver.',
  'files.too-large': '{name} dépasse {megabytes} Mo. Divisez le document ou n’envoyez que le texte.',
  'files.no-room': 'Il n’y a plus de place pour {name} : les fichiers de cette installation occupent tout l’espace permis.',
  'files.wrong-type': '{name} est d’un type ({type}) qui n’est pas accepté ici. Envoyez un fichier DOCX, PDF ou du texte brut.',
  'files.not-as-named':
    '{name} n’est pas ce que dit son nom\u00a0: son contenu est du type {type}. Donnez-lui son vrai nom ou choisissez un autre fichier.',
};
