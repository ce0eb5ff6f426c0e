import type { Translation } from '../i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'exports.title': 'Mes fichiers',
  'exports.lead':
    'Fichiers dont l’écriture demande un moment. Chacun est écrit avec ce que vous pouvez lire en cette qualité, reste ici un jour, et personne d’autre ne le voit. Vous pouvez quitter cette page entre-temps.',
  'exports.own': 'Vous seul voyez ceci, en cette qualité',
  'exports.none': 'Aucun fichier n’a été demandé depuis un jour',
  'exports.none-do':
    'Les listes et la matrice offrent leurs fichiers sous «\u00a0Télécharger\u00a0». Les plus longs sont écrits pendant que vous continuez, et se trouvent ici.',
  'exports.file': 'Fichier',
  'exports.asked': 'Demandé',
  'exports.state': 'Où il en est',
  'exports.acts': 'Actes',
  'exports.look-again': 'Regarder de nouveau',
  'exports.looks-itself': 'Cette page regarde de nouveau d’elle-même.',
  'exports.take': 'Emporter',
  'exports.cancel': 'Annuler',
  'exports.remove': 'Retirer',
  'exports.progress': 'Étape {step} de 3',
  'exports.state.waiting': 'Attend son tour',
  'exports.state.reading': 'Est lu dans les dossiers',
  'exports.state.writing': 'Est en cours d’écriture',
  'exports.state.again': 'Est essayé de nouveau\u00a0: il a été interrompu',
  'exports.state.ready': 'Prêt\u00a0: {kilobytes} Ko, jusqu’au {until}',
  'exports.state.failed': 'N’a pas pu être écrit',
  'exports.state.cancelled': 'Annulé',
  'exports.state.ended':
    'Non écrit\u00a0: vous vous êtes déconnecté, ou cette session a pris fin, avant qu’il soit prêt. Demandez-le encore une fois.',
  'exports.state.narrowed': 'Repris\u00a0: il contient ce que vous ne pouvez plus lire. Demandez-le encore une fois.',
  'exports.take-later':
    'Ceux-ci demandent un moment pour tant de lignes. La matrice telle que montrée est écrite pendant que vous continuez, et se trouve sous Mes fichiers\u00a0:',
  'exports.asked-for': 'Le fichier est en cours d’écriture. Vous le trouverez ici.',
  'exports.dropped': 'C’est fait\u00a0: le fichier n’est plus ici.',
  'exports.too-many': 'Cinq de vos fichiers sont déjà en cours d’écriture. Attendez l’un d’eux, ou annulez-en un.',
  'exports.interrupted':
    'Il a été interrompu trois fois. Demandez-le encore une fois\u00a0; si cela se répète, demandez moins de lignes ou un autre type de fichier.',
  'exports.refused': 'Ce dont il provient ne peut plus être demandé ainsi.',
  'exports.broken': 'Il s’est produit une erreur que le journal de l’installation a notée. Demandez-le encore une fois.',
  'exports.too-large': 'Le fichier dépasserait {megabytes} Mo. Demandez moins de lignes.',
};
