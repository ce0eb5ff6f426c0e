import type { Translation } from '../i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'http.not-found-title': 'Page introuvable',
  'http.not-found': 'Il n’y a rien à cette adresse, ou vous n’y avez pas accès.',
  'http.not-found-do':
    'Vérifiez l’adresse, cherchez les mots dont vous vous souvenez, ou ouvrez une session si ce n’est pas fait.',
  'http.failed-title': 'Une erreur s’est produite de notre côté',
  'http.failed':
    'Rien n’a été modifié. Veuillez réessayer ; si l’erreur persiste, donnez le numéro {request} à votre administrateur.',
  'http.refused-title': 'La demande n’a pas été exécutée',
  'http.refused-do': 'Rien n’a été modifié. Revenez en arrière pour corriger ; votre saisie est encore dans le formulaire.',
  'http.go-back-do': 'Rien n’a été modifié. Revenez en arrière, ou repartez de la page d’accueil.',
  'http.sign-in': 'Ouvrir une session',
  'http.sign-in-do': 'Une fois la session ouverte, vous reviendrez à cette page.',
  'http.bad-request': 'Cette adresse demande une chose que la page ne connaît pas : {key}.',
  'http.repeated-key': 'Cette adresse indique {key} plus d’une fois.',
  'http.form-type': 'Cette adresse n’accepte que des formulaires.',
  'http.form-stale':
    'Ce formulaire est resté ouvert trop longtemps ou provient d’une autre fenêtre. Veuillez l’envoyer de nouveau.',
  'http.other-site': 'Cette demande provenait d’un autre site et a été refusée.',
  'http.too-large': 'C’est plus que ce formulaire n’accepte (1 Mo).',
  'http.method': 'Cette adresse ne peut pas être utilisée ainsi.',
  'http.sign-in-first': 'Veuillez d’abord ouvrir une session.',
  'http.not-in-this-capacity': 'La qualité en laquelle vous agissez ne permet pas cet acte.',
  'http.other-capacity-do':
    'Rien n’a été modifié. Si vous détenez une autre qualité qui permet de le faire, choisissez-la en haut de la page.',
  'http.busy': 'Le service est trop occupé ou sa base de données est absente. Veuillez réessayer dans un instant.',
  'http.changed-meanwhile':
    'Quelqu’un a modifié ce texte pendant que vous écriviez. Votre saisie et le texte actuel sont affichés ci-dessous.',
  'http.home': 'Accueil',
};
