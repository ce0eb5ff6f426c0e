export const en = {
  'accounts.sign-in': 'Sign in',
  'accounts.email': 'E-mail address',
  'accounts.password': 'Password',
  'accounts.email-missing': 'Write your e-mail address, such as name@ministry.example.',
  'accounts.password-missing': 'Write your password.',
  'accounts.wrong': 'There is no account with this e-mail address and this password. Check both and try again.',
  'accounts.too-many': 'Too many attempts, for this account or from your network. Nothing is lost: try again in 15 minutes.',
  'accounts.who-makes-accounts':
    'Accounts are made by the administrator of this installation; ask there also when you have lost your password.',
  'accounts.how-long': 'You stay signed in for 12 hours at most, or until you have not opened a page for 8 hours.',
  'accounts.already': 'You are signed in as {name}. Signing in again ends that session.',
  'accounts.try': 'Try it as one of these people',
  'accounts.try-means':
    'This is a demonstration. These people are invented; one click signs you in, without a password. Sign in as another whenever you like: each sees other things.',
  'accounts.person': 'Person',
  'accounts.capacity': 'Acts as',
  'accounts.sees': 'Sees and does',
  'accounts.choose': 'One click',
  'accounts.as-person': 'as {name}',
  'accounts.with-password': 'With an account of your own',
  'accounts.means.administrator':
    'Keeps the installation running. Sees what is public and what all parties share; speaks for no party and reads nobody’s notes.',
  'accounts.means.secretariat':
    'Serves all parties: enters plans and mends slips of reading. Sees what is public and what all parties share, and no party’s own notes.',
  'accounts.means.speaker':
    'Speaks for {party}. Sees what is public, what all parties share, and what its own side keeps to itself.',
  'accounts.means.focal-point':
    'Answers for lines of the plan ({party}). Sees what is public, what all parties share, and what its own side keeps to itself.',
  'accounts.means.contributor':
    'Prepares texts ({party}). Sees what is public, what all parties share, and what its own side keeps to itself.',
  'accounts.means.observer': 'Reads what is public, and nothing else.',
  'accounts.no-capacity': 'No capacity today',
  'accounts.signed-out': 'You are signed out.',
  'accounts.now-acting': 'From now on you act as: {capacity}.',
  'accounts.not-your-capacity': 'This capacity is not yours today, so you cannot act in it.',
  'accounts.password-length': 'A password has at least {least} and at most {most} characters.',
  'accounts.login-exists': 'This e-mail address, or one of these people, has an account already.',
  'accounts.no-such-login': 'There is no account with this e-mail address.',
} as const;
