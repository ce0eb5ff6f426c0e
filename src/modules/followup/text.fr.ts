import type { Translation } from '../../platform/i18n/index.ts';
import type { en } from './text.en.ts';

export const fr: Translation<typeof en> = {
  'followup.only-a-side':
    'Les notes sont tenues par les personnes qui agissent pour une partie ou un État membre. La qualité dans laquelle vous agissez n’en a pas.',
  'followup.note-changed-meanwhile':
    'Quelqu’un a modifié la note sur {reference} pendant que vous écriviez. Votre saisie figure ci-dessous\u00a0: comparez-la au texte en place.',
  'followup.too-long': 'Ce texte dépasse {most} caractères.',
  'followup.no-day': 'Écrivez la date dans l’ordre année, mois, jour\u00a0: 2008-09-30.',
  'followup.some-wrong': {
    one: '{count} rangée n’a pu être enregistrée\u00a0; aucune ne l’a donc été. Corrigez-la et enregistrez de nouveau.',
    many: '{count} rangées n’ont pu être enregistrées\u00a0; aucune ne l’a donc été. Corrigez-les et enregistrez de nouveau.',
    other: '{count} rangées n’ont pu être enregistrées\u00a0; aucune ne l’a donc été. Corrigez-les et enregistrez de nouveau.',
  },
  'followup.some-changed-meanwhile': {
    one: '{count} rangée a été modifiée par quelqu’un d’autre ou est incorrecte\u00a0; rien n’a été enregistré. Comparez, puis enregistrez de nouveau.',
    many: '{count} rangées ont été modifiées par quelqu’un d’autre ou sont incorrectes\u00a0; rien n’a été enregistré. Comparez, puis enregistrez de nouveau.',
    other:
      '{count} rangées ont été modifiées par quelqu’un d’autre ou sont incorrectes\u00a0; rien n’a été enregistré. Comparez, puis enregistrez de nouveau.',
  },
  'followup.undo-too-late':
    'L’une de ces notes a été modifiée depuis\u00a0; rien n’a été annulé. L’historique de chaque note conserve ce qu’elle disait.',

  'followup.note-recorded': 'La note sur {reference} est enregistrée.',
  'followup.notes-recorded': 'Les notes sont enregistrées.',
  'followup.notes-undone': 'Le dernier enregistrement est annulé\u00a0: les notes disent de nouveau ce qu’elles disaient.',
  'followup.nothing-changed': 'Rien n’avait été modifié\u00a0: rien n’a été enregistré.',

  'followup.note.title': 'Note',
  'followup.note.title-of': 'Note sur {reference}',
  'followup.note.edit': 'Écrire la note',
  'followup.note.none': 'Rien n’est encore noté ici.',
  'followup.note.button': 'Enregistrer la note',
  'followup.note.cancel': 'Retour à la ligne',
  'followup.note.last': 'Dernière écriture\u00a0: {day}',
  'followup.note.last-by': 'Dernière écriture\u00a0: {day}, par {name}',
  'followup.note.history': 'Ce que la note disait auparavant',
  'followup.note.of-group': 'Note du cercle «\u00a0{circle}\u00a0»',
  'followup.note.more': 'Tenir une autre note, pour d’autres lecteurs',
  'followup.note.more-means': 'Personne d’autre ne la lit que le cercle choisi',
  'followup.note.readers': 'Qui pouvait la voir, qui l’a vue',
  'followup.note.wall': 'Qui voit cette note',
  'followup.note.of-circle': 'Note de\u00a0: {party}',
  'followup.note.all': 'Notes sur plusieurs lignes',
  'followup.note.compare': 'Le texte en place et votre saisie',
  'followup.note.same': 'Identique dans les deux.',
  'followup.note.compare-lead':
    'Barré\u00a0: le texte en place, qui disparaîtrait. Souligné\u00a0: votre saisie. Enregistrer remplace l’un par l’autre\u00a0; l’historique conserve les deux.',
  'followup.note.cleared': 'Vidée',

  'followup.field.lineToTake': 'Position à tenir',
  'followup.field.background': 'Contexte',
  'followup.field.nextStep': 'Prochaine étape',
  'followup.field.whose': 'À qui d’agir',
  'followup.field.due': 'Échéance',

  'followup.autosave.on': 'Votre texte est enregistré à mesure que vous écrivez.',
  'followup.autosave.saving': 'Enregistrement…',
  'followup.autosave.saved': 'Enregistré à {time}',
  'followup.autosave.offline':
    'Non enregistré\u00a0: la connexion est coupée. Votre saisie est conservée dans cette fenêtre, et l’enregistrement sera tenté de nouveau.',
  'followup.autosave.signed-out':
    'Non enregistré\u00a0: votre session est terminée, ou vous agissez dans une autre qualité. Votre saisie est conservée dans cette fenêtre. Connectez-vous de nouveau et revenez à cette page.',
  'followup.autosave.changed':
    'Non enregistré\u00a0: quelqu’un d’autre a modifié cette note. Votre saisie est toujours ici\u00a0; choisissez «\u00a0Enregistrer la note\u00a0» pour comparer.',
  'followup.autosave.wrong':
    'Pas encore enregistré\u00a0: un point est à corriger. Choisissez «\u00a0Enregistrer la note\u00a0» pour le voir.',
  'followup.autosave.restored': 'Ce que vous aviez écrit sans l’enregistrer est de nouveau ici.',

  'followup.grid.title': 'Notes sur les lignes du plan',
  'followup.grid.nav': 'Nos notes',
  'followup.grid.lead':
    'Toutes les lignes du plan à côté de vos notes. Modifiez-en autant que vous voulez, puis enregistrez-les ensemble.',
  'followup.grid.paste':
    'Des cellules copiées d’un tableur peuvent être collées\u00a0: elles remplissent les champs à droite et au-dessous.',
  'followup.grid.pasted': {
    one: '{count} cellule a été collée. Rien n’est encore enregistré.',
    many: '{count} cellules ont été collées. Rien n’est encore enregistré.',
    other: '{count} cellules ont été collées. Rien n’est encore enregistré.',
  },
  'followup.grid.pasted-less': {
    one: '{count} cellule, sans place ou sans date valable, a été laissée de côté.',
    many: '{count} cellules, sans place ou sans date valable, ont été laissées de côté.',
    other: '{count} cellules, sans place ou sans date valable, ont été laissées de côté.',
  },
  'followup.grid.line': 'Ligne',
  'followup.grid.cell': '{field}, {reference}',
  'followup.grid.wall': 'Quelles notes',
  'followup.grid.area': 'Partie ou domaine',
  'followup.grid.area-all': 'Tout le plan',
  'followup.grid.which': 'Quelles lignes',
  'followup.grid.which-all': 'Toutes les lignes',
  'followup.grid.which-with': 'Avec une note',
  'followup.grid.which-without': 'Sans note',
  'followup.grid.filter': 'Afficher',
  'followup.grid.filters': 'Lignes affichées',
  'followup.grid.count': { one: '{count} ligne', many: '{count} lignes', other: '{count} lignes' },
  'followup.grid.none': 'Aucune ligne ne correspond',
  'followup.grid.none-do': 'Choisissez un autre domaine, ou affichez toutes les lignes.',
  'followup.grid.save': 'Enregistrer les notes',
  'followup.grid.undo': {
    one: 'Annuler le dernier enregistrement ({count} note)',
    many: 'Annuler le dernier enregistrement ({count} notes)',
    other: 'Annuler le dernier enregistrement ({count} notes)',
  },
  'followup.grid.theirs': 'Texte en place',

  'followup.api.notes': 'Les notes sur un plan que vous voyez, dans l’ordre du document',
  'followup.api.next-steps': 'Les suites à donner selon ces notes, par échéance',
  'followup.api.note':
    'Ce que votre cercle note sur un élément, ce qu’il en disait auparavant, et les notes de cercles plus larges',
  'followup.api.record': 'Enregistre ce que votre cercle note sur un élément, à la place de ce qu’il en disait',
};
