export const en = {
  'documents.as-of': 'As of {day}',
  'documents.as-of-term': 'As of',
  'documents.page': 'Page {page} of {pages}',
  'documents.contents': 'Contents',
  'documents.address': 'Address',
  'documents.readers': 'Who sees it',
  'documents.counted': 'How it was counted',
  'documents.cut': '[cut here: a cell of a spreadsheet holds no more; the whole text is at the address]',
  'documents.busy':
    'Very many documents are being written at the moment, or this one takes too long. Wait a minute and ask again, or ask for fewer lines.',
  'documents.sheet-about': 'About',
} as const;
