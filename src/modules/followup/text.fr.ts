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

  'followup.copy.nav': 'Rapporter un fichier modifié',
  'followup.copy.title': 'Rapporter un tableau modifié',
  'followup.copy.lead':
    'Emportez votre tableau en Excel ou en CSV, modifiez-y vos propres colonnes, puis rapportez-le ici. Vous voyez chaque modification avant que rien ne soit enregistré.',
  'followup.copy.file': 'Le fichier modifié',
  'followup.copy.file-help': 'Excel (.xlsx) ou CSV, tel qu’il a été emporté d’ici puis modifié. Le rapporter n’enregistre rien.',
  'followup.copy.bring': 'Le comparer à nos notes',
  'followup.copy.take': 'Emporter le tableau',
  'followup.copy.waiting': 'Fichiers en attente',
  'followup.copy.waiting-none': 'Aucun fichier n’attend. Ce que vous rapportez reste ici 14 jours, pour vous et vos collègues.',
  'followup.copy.brought': 'Rapporté le {day}',
  'followup.copy.brought-by': 'Rapporté le {day} par {name}',
  'followup.copy.by': 'Rapporté par',
  'followup.copy.sent-on': 'Au',
  'followup.copy.expires': 'En attente jusqu’au',
  'followup.copy.name': 'Fichier',
  'followup.copy.about': 'Il a été emporté au {sent}. Il attend ici jusqu’au {until}, pour tous ceux qui tiennent ces notes.',

  'followup.copy.empty': '{name} est vide. Choisissez le fichier que vous avez modifié.',
  'followup.copy.type':
    '{name} n’est ni un classeur Excel (.xlsx) ni un fichier CSV. Enregistrez-le sous l’une de ces formes et choisissez celui-là.',
  'followup.copy.too-large': '{name} est plus grand ou plus compliqué qu’aucun tableau. Choisissez le tableau seul.',
  'followup.copy.damaged':
    '{name} ne peut être lu\u00a0: il est endommagé, protégé par un mot de passe ou écrit en caractères inconnus. Ouvrez-le dans Excel, enregistrez-le de nouveau et choisissez celui-là.',
  'followup.copy.no-columns':
    '{name} n’a aucune ligne portant les titres de nos colonnes, comme «\u00a0Référence\u00a0» et «\u00a0Prochaine étape\u00a0». Rétablissez les titres, ou emportez de nouveau le tableau et recopiez-y votre texte.',
  'followup.copy.no-file': 'Choisissez un fichier.',
  'followup.copy.no-stamp':
    'Ce fichier ne porte pas le repère auquel un tableau se reconnaît. Emportez de nouveau le tableau et recopiez-y votre texte.',
  'followup.copy.not-ours':
    'Ce fichier n’est pas de ceux que vous pourriez emporter dans la qualité où vous agissez. Rapportez celui que vous avez emporté d’ici, ou changez de qualité.',
  'followup.copy.other-plan': 'Ce fichier est d’un autre plan\u00a0: {plan}. Rapportez-le là-bas.',
  'followup.copy.column-twice':
    'Deux colonnes du fichier portent le titre «\u00a0{column}\u00a0». Supprimez l’une d’elles et rapportez le fichier.',
  'followup.copy.too-many': '{most} fichiers attendent déjà. Rangez-en d’abord quelques-uns.',
  'followup.copy.changed-meanwhile':
    'Quelqu’un vient de modifier l’une de ces notes\u00a0: rien n’a été enregistré. La comparaison ci-dessous est celle de cet instant\u00a0; décidez de nouveau.',

  'followup.copy.figures': 'Ce que le fichier changerait',
  'followup.copy.kind.added': 'Ajout',
  'followup.copy.kind.changed': 'Modification',
  'followup.copy.kind.emptied': 'Suppression',
  'followup.copy.kind.conflict': 'Modifié des deux côtés',
  'followup.copy.count.added': { one: 'cellule ajoutée', many: 'cellules ajoutées', other: 'cellules ajoutées' },
  'followup.copy.count.changed': { one: 'cellule modifiée', many: 'cellules modifiées', other: 'cellules modifiées' },
  'followup.copy.count.emptied': { one: 'cellule vidée', many: 'cellules vidées', other: 'cellules vidées' },
  'followup.copy.count.conflict': {
    one: 'cellule modifiée des deux côtés',
    many: 'cellules modifiées des deux côtés',
    other: 'cellules modifiées des deux côtés',
  },
  'followup.copy.count.bad': { one: 'ligne à corriger', many: 'lignes à corriger', other: 'lignes à corriger' },
  'followup.copy.count.same': { one: 'cellule inchangée', many: 'cellules inchangées', other: 'cellules inchangées' },
  'followup.copy.rule.conflict': 'dans le fichier, et ici depuis qu’il a été emporté',
  'followup.copy.rule.same': 'comme à l’envoi, ou comme ici',

  'followup.copy.hidden-rows': {
    one: '{count} ligne est masquée ou filtrée dans le fichier. Elle a été lue comme les autres.',
    many: '{count} lignes sont masquées ou filtrées dans le fichier. Elles ont été lues comme les autres.',
    other: '{count} lignes sont masquées ou filtrées dans le fichier. Elles ont été lues comme les autres.',
  },
  'followup.copy.hidden-columns': 'Masquées dans le fichier, et lues comme les autres\u00a0: {names}.',
  'followup.copy.unknown-columns':
    'Ne sont pas de nos colonnes, et n’ont pas été lues\u00a0: {names}. Si vous en avez renommé une des nôtres, rendez-lui son nom.',
  'followup.copy.absent-columns': 'Absentes du fichier, et laissées telles quelles\u00a0: {names}.',
  'followup.copy.other-sheets': 'Feuilles qui n’ont pas été lues\u00a0: {names}.',
  'followup.copy.missing': {
    one: '{count} ligne envoyée n’est pas dans le fichier. Cela ne veut rien dire\u00a0: elle reste telle quelle.',
    many: '{count} lignes envoyées ne sont pas dans le fichier. Cela ne veut rien dire\u00a0: elles restent telles quelles.',
    other: '{count} lignes envoyées ne sont pas dans le fichier. Cela ne veut rien dire\u00a0: elles restent telles quelles.',
  },

  'followup.copy.bad': 'Lignes à corriger',
  'followup.copy.bad-lead':
    'Ces lignes sont retenues en entier\u00a0; les autres peuvent avancer. Corrigez-les dans le fichier, ou emportez-les avec les raisons, corrigez-les là et rapportez ce fichier.',
  'followup.copy.bad-take': 'Emporter ces lignes avec les raisons',
  'followup.copy.bad-more': 'Les {shown} premières sur {count} sont affichées\u00a0; le fichier les contient toutes.',
  'followup.copy.bad-file': 'lignes-a-corriger',
  'followup.copy.bad-mark': '{who}-seulement',
  'followup.copy.reference': 'Référence',
  'followup.copy.reason': 'À corriger',
  'followup.copy.trouble.merged':
    '{place} fait partie de cellules fusionnées. Défusionnez-les, pour que chaque ligne ait son propre texte.',
  'followup.copy.trouble.error-value': '{place} affiche une erreur du tableur. Saisissez le texte voulu.',
  'followup.copy.trouble.no-value': '{place} contient une formule sans valeur. Saisissez le texte voulu.',
  'followup.copy.trouble.turned-into-day':
    '{place} a été transformée en date ({shown}) par le tableur. Mettez la cellule en format texte et saisissez de nouveau.',
  'followup.copy.trouble.too-long': '{place} dépasse {most} caractères. Raccourcissez.',
  'followup.copy.trouble.no-day': '{place} n’est pas une date\u00a0: «\u00a0{shown}\u00a0». Écrivez-la 2008-09-30.',
  'followup.copy.trouble.day-short-year':
    '{place} a une année de deux chiffres\u00a0: «\u00a0{shown}\u00a0». Écrivez-la 2008-09-30.',
  'followup.copy.trouble.day-turned-round':
    '{place} a le mois avant le jour\u00a0: «\u00a0{shown}\u00a0». Écrivez-la 2008-09-30.',
  'followup.copy.trouble.no-such-line':
    '{place}\u00a0: le plan n’a pas de ligne «\u00a0{shown}\u00a0». Corrigez la référence, ou supprimez la ligne.',
  'followup.copy.trouble.line-twice':
    '{place}\u00a0: {reference} figure plus d’une fois dans le fichier, avec des textes différents. N’en gardez qu’une.',
  'followup.copy.warning.formula': '{place} contient une formule. Ce qu’elle affiche a été lu\u00a0: «\u00a0{shown}\u00a0».',
  'followup.copy.warning.serial': '{place} contient le nombre {shown}, qui veut dire {day} pour le tableur.',
  'followup.copy.warning.day-first': '{place} dit {shown}\u00a0: lu le jour d’abord, soit {day}.',

  'followup.copy.signed': 'Texte du plan que le fichier donne autrement',
  'followup.copy.signed-lead':
    'Pour votre information. Le texte du plan n’est pas changé par un fichier, qui que ce soit qui le rapporte.',
  'followup.copy.column.text': 'Texte',
  'followup.copy.column.subitems': 'Sous-points',
  'followup.copy.column.translation': 'Traduction',

  'followup.copy.changes': 'Modifications à décider',
  'followup.copy.changes-lead': 'Barré\u00a0: ce qui est ici maintenant. Souligné\u00a0: ce que dit le fichier.',
  'followup.copy.filter': 'Quelles modifications',
  'followup.copy.show-open': 'À décider',
  'followup.copy.show-kept': 'Laissées telles quelles',
  'followup.copy.field': 'Colonne',
  'followup.copy.change': 'Modification',
  'followup.copy.decision': 'Décision',
  'followup.copy.decision-of': 'Décision sur {field}, {reference}',
  'followup.copy.decide.take': 'Enregistrer',
  'followup.copy.decide.keep': 'Laisser tel quel',
  'followup.copy.decide.later': 'Plus tard',
  'followup.copy.decide.take-over': 'Enregistrer le texte du fichier',
  'followup.copy.decide.keep-ours': 'Garder ce qui est ici',
  'followup.copy.as-sent': 'Quand le fichier a été emporté\u00a0:',
  'followup.copy.as-sent-unknown':
    'La ligne ne porte pas de repère\u00a0: on ne sait pas ce qui se trouvait ici quand le fichier a été emporté.',
  'followup.copy.nothing': '(rien)',
  'followup.copy.changed-here': 'Modifié ici le {day}',
  'followup.copy.changed-here-by': 'Modifié ici le {day} par {name}',
  'followup.copy.record': 'Enregistrer ces décisions',
  'followup.copy.record-all': {
    one: 'Enregistrer la {count} modification que personne d’autre n’a touchée',
    many: 'Enregistrer les {count} modifications que personne d’autre n’a touchées',
    other: 'Enregistrer les {count} modifications que personne d’autre n’a touchées',
  },
  'followup.copy.done': 'Il ne reste rien à décider',
  'followup.copy.done-lead': 'Tout ce que dit le fichier se trouve dans les notes, ou a été laissé tel quel.',
  'followup.copy.none-here': 'Aucune modification de ce genre',
  'followup.copy.put-away': 'Ranger ce fichier',
  'followup.copy.put-away-note': 'Ce qui a été enregistré reste. Le reste est oublié.',
  'followup.copy.recorded': 'Enregistrées\u00a0: {count}. On peut les annuler à la page des notes.',
  'followup.copy.recorded-some':
    'Enregistrées\u00a0: {count}. Tant de notes à la fois, c’est trop\u00a0: il reste {left} lignes. Choisissez de nouveau.',
  'followup.copy.decided': 'Les décisions sont enregistrées.',
  'followup.copy.was-put-away': 'Le fichier est rangé.',

  'followup.api.copies': 'Les fichiers de votre propre tableau qui ont été rapportés et attendent',
  'followup.api.bring': 'Rapporte un fichier modifié de votre propre tableau, pour le comparer\u00a0; aucune note n’est changée',
  'followup.api.compare': 'Ce qu’un fichier rapporté changerait dans les notes, cellule par cellule',
  'followup.api.accept': 'Enregistre comme notes des cellules d’un fichier rapporté, ou les laisse telles quelles',
  'followup.api.notes': 'Les notes sur un plan que vous voyez, dans l’ordre du document',
  'followup.api.next-steps': 'Les suites à donner selon ces notes, par échéance',
  'followup.api.note':
    'Ce que votre cercle note sur un élément, ce qu’il en disait auparavant, et les notes de cercles plus larges',
  'followup.api.record': 'Enregistre ce que votre cercle note sur un élément, à la place de ce qu’il en disait',
};
