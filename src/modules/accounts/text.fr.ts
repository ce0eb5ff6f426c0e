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
    'Les comptes naissent d’une invitation : un administrateur invite ceux qui sont au service de toutes les parties, et chaque partie les siens.',
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
  'accounts.letter.hello': 'Bonjour {name},',
  'accounts.letter.invited': 'Invitation à Entente : {partnership}',
  'accounts.letter.invited-to':
    'Vous êtes invité à rejoindre Entente, où se tient le plan de travail de ce partenariat : {partnership}. Ouvrez le lien et choisissez un mot de passe.',
  'accounts.letter.invited-hours':
    'Le lien s’ouvre une seule fois, dans les 72 heures. Passé ce délai, il vous en propose un nouveau.',
  'accounts.letter.accept': 'Accepter l’invitation',
  'accounts.letter.invited-why':
    'Vous recevez ce courriel parce qu’un administrateur ou le porte-parole de votre partie a inscrit votre adresse. Si vous n’attendiez rien, ne faites rien.',
  'accounts.letter.recovery': 'Un nouveau mot de passe pour Entente',
  'accounts.letter.recovery-means':
    'Un nouveau mot de passe a été demandé pour votre compte. Le lien s’ouvre une seule fois, dans l’heure. Tant qu’il n’a pas servi, votre mot de passe actuel reste valable.',
  'accounts.letter.recovery-act': 'Choisir un nouveau mot de passe',
  'accounts.letter.recovery-why':
    'Vous recevez ce courriel parce que votre adresse a été inscrite à la page d’ouverture de session. Si ce n’était pas vous, ne faites rien.',

  'accounts.invitation': 'Votre invitation',
  'accounts.invitation-of': 'Vous êtes invité : {partnership}',
  'accounts.invitation-to': 'Qui est invité, et en quelle qualité',
  'accounts.invitation-for': 'Cette invitation est pour',
  'accounts.invitation-choose':
    'Choisissez un mot de passe de 12 à 128 caractères. Une phrase que vous seul connaissez convient bien.',
  'accounts.invitation-known': 'Un compte existe déjà à cette adresse. Indiquez son mot de passe, et cette qualité s’y ajoutera.',
  'accounts.invitation-accept': 'Accepter et ouvrir une session',
  'accounts.invitation-accepted': 'Bienvenue. Votre session est ouverte.',
  'accounts.invitation-expired': 'Ce lien n’est plus valable',
  'accounts.invitation-expired-means':
    'Il l’a été pendant 72 heures. Demandez-en un nouveau : il sera envoyé à l’adresse invitée, et à nulle autre.',
  'accounts.invitation-renew': 'M’envoyer un nouveau lien',
  'accounts.invitation-renewed': 'Un nouveau lien est en route vers l’adresse invitée.',
  'accounts.invitation-replaced': 'Un lien plus récent a été envoyé',
  'accounts.invitation-replaced-means':
    'Cherchez dans votre courrier la lettre la plus récente d’Entente et ouvrez le lien qu’elle contient.',
  'accounts.invitation-used': 'Cette invitation a été acceptée',
  'accounts.invitation-used-means':
    'Son lien ne s’ouvre qu’une fois. Ouvrez une session avec votre adresse et le mot de passe que vous avez choisi.',
  'accounts.link-none': 'Ouvrez le lien de la lettre',
  'accounts.link-none-means':
    'Cette page a besoin du lien de la lettre, entier et tel qu’il a été envoyé. S’il l’était, il n’ouvre plus rien : adressez-vous à qui vous a invité.',
  'accounts.invitation-over':
    'Ce lien n’ouvre plus rien : il a servi, a été remplacé ou a été retiré. Ouvrez-le de nouveau pour savoir que faire.',
  'accounts.invitation-again': 'Autre chose s’est produit au même moment avec cette adresse. Ouvrez le lien de nouveau.',
  'accounts.mandate-over': 'Ce mandat a pris fin ; il n’y a donc pas à quoi inviter.',
  'accounts.person-has-login': 'Cette personne a déjà un compte.',
  'accounts.password-common':
    'Ce mot de passe est de ceux que l’on essaie en premier : trop courant, tiré de votre propre adresse ou fait de trop peu de lettres. Choisissez-en un autre.',
  'accounts.password-wrong': 'Ce n’est pas le mot de passe de ce compte. Vérifiez-le, puis réessayez.',

  'accounts.lost': 'J’ai perdu mon mot de passe',
  'accounts.lost-lead':
    'Indiquez votre adresse. Si elle a un compte, une lettre y portera un lien pour choisir un nouveau mot de passe.',
  'accounts.lost-send': 'M’envoyer un lien',
  'accounts.lost-sent': 'Consultez votre courrier',
  'accounts.lost-sent-means':
    'Si cette adresse a un compte, une lettre est en route. Son lien s’ouvre une seule fois, dans l’heure. Rien ne vient ? Vérifiez l’adresse ou adressez-vous à l’administrateur de cette installation.',
  'accounts.no-mail': 'Cette installation n’envoie pas de courrier ; adressez-vous à son administrateur.',
  'accounts.new-password': 'Nouveau mot de passe',
  'accounts.new-password-lead':
    'Choisissez un mot de passe de 12 à 128 caractères. Toutes les sessions de votre compte prendront fin, sur tous les appareils.',
  'accounts.new-password-set': 'Enregistrer le nouveau mot de passe',
  'accounts.new-password-done': 'Le nouveau mot de passe est en vigueur. Ouvrez une session avec lui.',
  'accounts.recovery-over': 'Ce lien n’ouvre plus rien : il a servi, ou son heure est passée. Demandez-en un nouveau.',

  'accounts.account': 'Mon compte',
  'accounts.account-sessions': 'Où ma session est ouverte',
  'accounts.account-sessions-about': 'Fermer une session prend effet aussitôt. Les heures sont en UTC, à cinq minutes près.',
  'accounts.session-device': 'Appareil',
  'accounts.session-unknown': 'Appareil inconnu',
  'accounts.session-this': 'cette session',
  'accounts.session-began': 'Ouverte',
  'accounts.session-seen': 'Vue pour la dernière fois',
  'accounts.session-act': 'La fermer',
  'accounts.session-end': 'Fermer',
  'accounts.session-end-which': 'la session sur {device}, ouverte {began}',
  'accounts.sessions-end-others': 'Fermer toutes les autres sessions',
  'accounts.sessions-ended': {
    one: '{count} session a été fermée.',
    many: '{count} de sessions ont été fermées.',
    other: '{count} sessions ont été fermées.',
  },
  'accounts.session-gone': 'Cette session était déjà fermée.',
  'accounts.account-password': 'Changer mon mot de passe',
  'accounts.present-password': 'Mot de passe actuel',
  'accounts.change-password': 'Changer le mot de passe',
  'accounts.password-changed': 'Votre mot de passe est changé. Toutes les autres sessions ont été fermées.',
  'accounts.demonstration-mail': 'Courrier de cette démonstration',
  'accounts.code': 'Code à usage unique',
  'accounts.code-title': 'Encore une étape',
  'accounts.code-lead': 'Indiquez les six chiffres que montre votre application, ou l’un de vos codes sur papier.',
  'accounts.code-needed': 'Ce compte demande un code après le mot de passe.',
  'accounts.code-wrong': 'Ce code n’est pas le bon, a déjà servi ou est trop ancien. Attendez le suivant, puis réessayez.',
  'accounts.code-enter': 'Ouvrir la session',
  'accounts.half-over': 'Plus de cinq minutes ont passé. Recommencez depuis le début.',
  'accounts.factor': 'Second facteur',
  'accounts.factor-about':
    'Un code tiré d’une application de votre téléphone, demandé après le mot de passe : un mot de passe que quelqu’un a vu n’ouvre alors plus rien.',
  'accounts.factor-none': 'Vous n’avez pas de second facteur.',
  'accounts.factor-has': {
    one: 'L’ouverture de session demande un code. Il reste {count} code sur papier.',
    many: 'L’ouverture de session demande un code. Il reste {count} de codes sur papier.',
    other: 'L’ouverture de session demande un code. Il reste {count} codes sur papier.',
  },
  'accounts.factor-add': 'Ajouter un second facteur',
  'accounts.factor-required':
    'Qui est porte-parole d’une partie, au service de toutes ou administrateur a besoin d’un second facteur. Tant que vous n’en avez pas, vous ne pouvez pas agir en cette qualité.',
  'accounts.factor-first': 'En cette qualité, il vous faut un second facteur. Ajoutez-le sous Mon compte.',
  'accounts.factor-not-there': 'Il n’y a pas de second facteur.',
  'accounts.factor-there': 'Il y a déjà un second facteur.',
  'accounts.factor-scan':
    'Photographiez cette image avec une application de codes (toute application TOTP convient), ou tapez-y les lettres ci-dessous.',
  'accounts.factor-picture': 'Une image pour l’appareil photo de l’application ; les lettres ci-dessous disent la même chose.',
  'accounts.factor-letters': 'La même chose en lettres',
  'accounts.factor-code': 'Le code que montre maintenant l’application',
  'accounts.factor-confirm': 'Confirmer et ajouter',
  'accounts.factor-added': 'Le second facteur est ajouté',
  'accounts.factor-paper':
    'Notez ces codes et gardez-les ailleurs que le téléphone. Chacun ouvre une session une fois si le téléphone est perdu. Ils ne seront plus montrés.',
  'accounts.factor-paper-list': 'Codes sur papier',
  'accounts.factor-done': 'Je les ai notés',
  'accounts.factor-remove': 'Retirer le second facteur',
  'accounts.factor-removed': 'Le second facteur est retiré.',
  'accounts.tokens': 'Jetons pour programmes',
  'accounts.tokens-about':
    'Un programme peut agir pour vous\u00a0: en une seule qualité, aussi longtemps que vous le dites, et jamais là où il faut une personne. Il présente un jeton au lieu de votre mot de passe.',
  'accounts.tokens-api': 'Ce que les programmes peuvent demander',
  'accounts.tokens-own': 'Mes jetons',
  'accounts.tokens-own-about':
    'La révocation d’un jeton prend effet aussitôt. Un nouveau mot de passe les révoque tous. Ce qui n’est plus valable reste affiché un mois. Les heures sont en UTC, à cinq minutes près.',
  'accounts.token-name': 'Nom',
  'accounts.token-name-help': 'Son usage, pour le reconnaître plus tard\u00a0: «\u00a0Registre mensuel du ministère\u00a0».',
  'accounts.token-name-missing': 'Donnez au jeton un nom de 80 caractères au plus.',
  'accounts.token-capacity': 'Qualité',
  'accounts.token-capacity-help': 'Le programme voit ce que vous voyez en cette qualité et n’agit en aucune autre.',
  'accounts.token-no-capacity': 'Vous ne détenez aucune qualité aujourd’hui\u00a0: un programme ne pourrait agir en aucune.',
  'accounts.token-scope': 'Ce qu’il peut faire',
  'accounts.token-scope.read': 'Lire seulement',
  'accounts.token-scope.write': 'Lire, et modifier ce que je peux modifier',
  'accounts.token-may.read': 'Lire',
  'accounts.token-may.write': 'Lire et modifier',
  'accounts.token-days': 'Valable pendant',
  'accounts.token-for-days': { one: '{count} jour', many: '{count} de jours', other: '{count} jours' },
  'accounts.token-until': 'Valable jusqu’au',
  'accounts.token-used': 'Dernier usage',
  'accounts.token-never': 'Jamais',
  'accounts.token-act': 'Le révoquer',
  'accounts.token-revoke': 'Révoquer',
  'accounts.token-revoked': 'Le jeton est révoqué\u00a0: il n’ouvre plus rien.',
  'accounts.token-gone': 'Ce jeton n’était déjà plus valable.',
  'accounts.token-state.holds': 'valable',
  'accounts.token-state.revoked': 'révoqué',
  'accounts.token-state.expired': 'expiré',
  'accounts.token-state.ended': 'qualité terminée',
  'accounts.token-make': 'Créer un jeton',
  'accounts.token-make-note': 'Il est affiché une seule fois, à la page suivante.',
  'accounts.token-not-made':
    'Le jeton n’a pas été créé\u00a0: cette qualité n’est plus la vôtre, ou vous avez vingt jetons valables. Révoquez-en un dont vous n’avez plus besoin.',
  'accounts.token-made': 'Le jeton est créé',
  'accounts.token-once': 'Copiez-le maintenant et gardez-le comme un mot de passe\u00a0: il ne sera plus affiché.',
  'accounts.token-use': 'Le programme l’envoie avec chaque demande\u00a0:',
  'accounts.token-kept': 'Je l’ai copié',
  'accounts.proof': 'Confirmez que c’est bien vous',
  'accounts.proof-lead':
    'Cet acte est sensible, et votre dernière preuve d’identité date de plus de dix minutes. Votre saisie est conservée : ensuite, tout se fait comme vous l’avez demandé.',
  'accounts.proof-go-on': 'Confirmer et continuer',
  'accounts.proof-click':
    'Dans une démonstration, un clic suffit : ces personnes sont fictives et n’ont pas de mot de passe à elles.',
  'accounts.issuer-first': 'Rouvrez d’abord une session par votre partie, puis renvoyez ceci.',
};
