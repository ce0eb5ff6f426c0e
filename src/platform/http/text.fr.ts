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
  'http.too-many-parts': 'Ce formulaire compte plus que les {most} parties admises.',
  'http.too-large-files': 'C’est plus que ce formulaire n’accepte avec ses fichiers ({megabytes} Mo).',
  'http.form-broken': 'Ce formulaire est arrivé abîmé. Veuillez l’envoyer de nouveau.',
  'http.method': 'Cette adresse ne peut pas être utilisée ainsi.',
  'http.sign-in-first': 'Veuillez d’abord ouvrir une session.',
  'http.not-in-this-capacity': 'La qualité en laquelle vous agissez ne permet pas cet acte.',
  'http.other-capacity-do':
    'Rien n’a été modifié. Si vous détenez une autre qualité qui permet de le faire, choisissez-la en haut de la page.',
  'http.only-looking':
    'Vous regardez cette page comme quelqu’un d’autre la recevrait\u00a0: rien ne peut y être modifié. Revenez d’abord à votre propre vue.',
  'http.busy': 'Le service est trop occupé ou sa base de données est absente. Veuillez réessayer dans un instant.',
  'http.changed-meanwhile':
    'Quelqu’un a modifié ce texte pendant que vous écriviez. Votre saisie et le texte actuel sont affichés ci-dessous.',
  'http.json-type': 'Cette adresse n’accepte que du JSON (application/json).',
  'http.json-broken': 'Ce qui a été envoyé n’est pas du JSON.',
  'http.json-deep': 'Ce qui a été envoyé compte plus de {most} niveaux\u00a0: aucune adresse n’en demande autant.',
  'http.json-fields': 'Ce qui a été envoyé n’est pas conforme à la description de cette adresse, à l’endroit\u00a0: {key}.',
  'http.form-token': 'Envoyez le jeton de formulaire de /api/v1/session dans l’en-tête X-Form-Token.',
  'http.token-refused': 'Ce jeton n’ouvre rien\u00a0: ce n’est pas l’un des nôtres, ou il n’est plus valable.',
  'http.token-reads-only': 'Ce jeton ne permet que de lire.',
  'http.by-person-only':
    'Il faut pour cela la personne qui détient le mandat, et non un programme\u00a0: ouvrez une session sur le site.',
  'http.key-broken': 'Une Idempotency-Key compte de 16 à 64 lettres, chiffres et -_.:, et ne sert qu’une fois.',
  'http.key-busy': 'Cette même demande est en cours de traitement. Redemandez dans un instant.',
  'http.key-other': 'Cette Idempotency-Key a servi à autre chose.',
  'http.too-often': {
    one: 'C’était trop souvent. Redemandez dans {seconds} seconde.',
    many: 'C’était trop souvent. Redemandez dans {seconds} de secondes.',
    other: 'C’était trop souvent. Redemandez dans {seconds} secondes.',
  },
  'http.prove-first':
    'Veuillez rouvrir une session, ou confirmer sur le site que c’est bien vous\u00a0: il faut pour cela un mot de passe ou un code de moins de dix minutes.',
  'http.if-match-missing': 'Indiquez la version que vous avez vue\u00a0: envoyez son ETag dans l’en-tête If-Match.',
  'http.if-match-stale': 'Ceci a été modifié depuis la version que vous avez vue. L’état actuel se trouve sous current.',
  'http.status.400': 'Demande incorrecte',
  'http.status.401': 'Jeton refusé',
  'http.status.403': 'Refusé',
  'http.status.404': 'Introuvable',
  'http.status.405': 'Pas de cette manière',
  'http.status.409': 'En conflit',
  'http.status.412': 'Modifié entre-temps',
  'http.status.413': 'Trop volumineux',
  'http.status.415': 'D’une autre nature',
  'http.status.422': 'Non conforme à la description',
  'http.status.428': 'Version manquante',
  'http.status.429': 'Trop souvent',
  'http.status.500': 'Échec de notre côté',
  'http.status.503': 'Occupé',
  'http.home': 'Accueil',
};
