import type { Translation } from '../i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'mail.signature': 'Entente, l’outil de travail d’un plan de coopération conjoint',
  'mail.box.title': 'Courrier de la démonstration',
  'mail.box.about': 'Une démonstration n’envoie rien. Ce qu’elle aurait envoyé se trouve ici, le plus récent d’abord.',
  'mail.box.none': 'Aucun courrier pour l’instant',
  'mail.box.none-do': 'Invitez quelqu’un ou demandez un nouveau mot de passe : le courrier paraît ici.',
  'mail.box.to': 'À {recipient}',
};
