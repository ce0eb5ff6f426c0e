import type { Translation } from '../i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'documents.as-of': 'Au {day}',
  'documents.as-of-term': 'Situation au',
  'documents.page': 'Page {page} de {pages}',
  'documents.contents': 'Table des matières',
  'documents.address': 'Adresse',
  'documents.readers': 'Qui le voit',
  'documents.counted': 'Comment on a compté',
  'documents.cut':
    '[coupé ici\u00a0: une cellule de tableur n’en contient pas plus\u00a0; le texte entier se trouve à l’adresse]',
  'documents.busy':
    'Beaucoup de documents sont en cours d’écriture, ou celui-ci prend trop de temps. Attendez une minute et redemandez-le, ou demandez moins de lignes.',
  'documents.sheet-about': 'À propos',
};
