import type { Translation } from '../i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'mail.signature': 'Entente, l’outil de travail d’un plan de coopération conjoint',
  'mail.box.title': 'Courrier de la démonstration',
  'mail.box.about': 'Une démonstration n’envoie rien. Ce qu’elle aurait envoyé se trouve ici, le plus récent d’abord.',
  'mail.box.none': 'Aucun courrier pour l’instant',
  'mail.box.none-do': 'Invitez quelqu’un ou demandez un nouveau mot de passe : le courrier paraît ici.',
  'mail.box.to': 'À {recipient}',
  'mail.box.stop': 'Plus de courrier',
  'mail.stop.title': 'Plus de courrier ?',
  'mail.stop.means':
    'Entente écrit à une adresse quand quelqu’un invite la personne qui la lit. Arrêtez ces envois pour l’adresse de ce courriel ; ce que vous demandez vous-même, comme un nouveau mot de passe, arrive quand même.',
  'mail.stop.stop': 'Arrêter le courrier',
  'mail.stop.stopped': 'Le courrier est arrêté',
  'mail.stop.stopped-means':
    'Entente n’écrit plus à l’adresse de ce courriel, sauf si vous le demandez vous-même, par exemple pour un nouveau mot de passe.',
  'mail.stop.resume': 'Le laisser revenir',
};
