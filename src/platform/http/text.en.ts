export const en = {
  'http.not-found-title': 'Not found',
  'http.not-found': 'There is nothing at this address, or it is not yours to see.',
  'http.not-found-do': 'Check the address, search for the words you remember, or sign in if you have not.',
  'http.failed-title': 'Something went wrong on our side',
  'http.failed': 'Nothing was changed. Please try again; if it happens again, tell your administrator the number {request}.',
  'http.refused-title': 'This was not done',
  'http.refused-do': 'Nothing was changed. Go back to mend it; what you typed is still in the form.',
  'http.bad-request': 'This address asks for something that the page does not know: {key}.',
  'http.repeated-key': 'This address says {key} more than once.',
  'http.form-type': 'This address takes forms only.',
  'http.form-stale': 'This form was open for too long, or came from another window. Please send it again.',
  'http.other-site': 'This request came from another site and was refused.',
  'http.too-large': 'That is more than this form takes (1 MB).',
  'http.method': 'This address cannot be used in that way.',
  'http.sign-in-first': 'Please sign in first.',
  'http.not-in-this-capacity': 'The capacity in which you act may not do this.',
  'http.other-capacity-do':
    'Nothing was changed. If you hold another capacity in which this may be done, choose it at the head of the page.',
  'http.busy': 'The service is too busy, or its database is away. Please try again in a moment.',
  'http.changed-meanwhile':
    'Somebody changed this while you were writing. What you typed and what stands there now are shown below.',
  'http.home': 'Home',
} as const;
