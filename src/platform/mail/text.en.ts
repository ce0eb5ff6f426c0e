export const en = {
  'mail.signature': 'Entente, the working system of a joint cooperation work plan',
  'mail.box.title': 'Mail of the demonstration',
  'mail.box.about': 'A demonstration sends nothing. What it would have sent stands here, newest first.',
  'mail.box.none': 'No mail yet',
  'mail.box.none-do': 'Invite somebody, or ask for a new password: the mail appears here.',
  'mail.box.to': 'To {recipient}',
  'mail.box.stop': 'No more letters',
  'mail.stop.title': 'No more letters?',
  'mail.stop.means':
    'Entente writes to an address when somebody invites its reader. Stop that for the address of this letter; what you ask for yourself, such as a new password, comes all the same.',
  'mail.stop.stop': 'Stop the letters',
  'mail.stop.stopped': 'Letters are stopped',
  'mail.stop.stopped-means':
    'Entente writes no more to the address of this letter, unless you ask for a letter yourself, such as for a new password.',
  'mail.stop.resume': 'Let them come again',
} as const;
