import type { Translation } from '../../platform/i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'accounts.sign-in': 'Ouvrir une session',
  'accounts.email': 'Adresse courriel',
  'accounts.password': 'Mot de passe',
  'accounts.email-missing': 'Indiquez votre adresse courriel, par exemple nom@ministere.example.',
  'accounts.password-missing': 'Indiquez votre mot de passe.',
  'accounts.wrong':
    'Aucun compte ne correspond à cette adresse courriel et à ce mot de passe. Vérifiez les deux, puis réessayez.',
  'accounts.too-many': 'Trop de tentatives pour ce compte ou depuis votre réseau. Rien n’est perdu : réessayez dans 15 minutes.',
  'accounts.who-makes-accounts':
    'Les comptes sont créés par l’administrateur de cette installation ; adressez-vous aussi à lui si vous avez perdu votre mot de passe.',
  'accounts.how-long':
    'Votre session dure 12 heures au plus ; elle prend fin plus tôt si vous n’ouvrez aucune page pendant 8 heures.',
  'accounts.already': 'Une session est ouverte au nom de {name}. En ouvrir une autre y met fin.',
  'accounts.try': 'Essayer au nom de l’une de ces personnes',
  'accounts.try-means':
    'Ceci est une démonstration. Ces personnes sont fictives ; un clic suffit, sans mot de passe. Changez de personne à votre guise : chacune voit autre chose.',
  'accounts.person': 'Personne',
  'accounts.capacity': 'Agit en qualité de',
  'accounts.sees': 'Voit et fait',
  'accounts.choose': 'En un clic',
  'accounts.as-person': 'au nom de {name}',
  'accounts.with-password': 'Avec votre propre compte',
  'accounts.means.administrator':
    'Veille au fonctionnement de l’installation. Voit ce qui est public et ce qui est commun à toutes les parties ; ne s’exprime pour aucune et ne lit les notes de personne.',
  'accounts.means.secretariat':
    'Est au service de toutes les parties : saisit les plans et rectifie les erreurs de lecture. Voit ce qui est public et ce qui est commun à toutes les parties, mais pas les notes propres à l’une d’elles.',
  'accounts.means.speaker':
    'Porte-parole ({party}). Voit ce qui est public, ce qui est commun à toutes les parties et ce qui reste entre les siens.',
  'accounts.means.focal-point':
    'Répond de lignes du plan ({party}). Voit ce qui est public, ce qui est commun à toutes les parties et ce qui reste entre les siens.',
  'accounts.means.contributor':
    'Prépare des textes ({party}). Voit ce qui est public, ce qui est commun à toutes les parties et ce qui reste entre les siens.',
  'accounts.means.observer': 'Lit ce qui est public, et rien d’autre.',
  'accounts.no-capacity': 'Aucune qualité aujourd’hui',
  'accounts.signed-out': 'Votre session est fermée.',
  'accounts.now-acting': 'Vous agissez désormais en qualité de : {capacity}.',
  'accounts.not-your-capacity': 'Cette qualité n’est pas la vôtre aujourd’hui ; vous ne pouvez donc pas agir ainsi.',
  'accounts.password-length': 'Un mot de passe compte au moins {least} et au plus {most} caractères.',
  'accounts.login-exists': 'Cette adresse courriel, ou l’une de ces personnes, a déjà un compte.',
  'accounts.no-such-login': 'Aucun compte ne porte cette adresse courriel.',
};
