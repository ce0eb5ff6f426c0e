export const en = {
  'mail.signature': 'Entente, the working system of a joint cooperation work plan',
  'mail.box.title': 'Mail of the demonstration',
  'mail.box.about': 'A demonstration sends nothing. What it would have sent stands here, newest first.',
  'mail.box.none': 'No mail yet',
  'mail.box.none-do': 'Invite somebody, or ask for a new password: the mail appears here.',
  'mail.box.to': 'To {recipient}',
} as const;
