export const en = {
  'files.empty': '{name} is empty: there is nothing to store.',
  'files.too-large': '{name} is larger than {megabytes} MB. Split it, or send the text alone.',
  'files.no-room': 'There is no room left for {name}: the files of this installation take all that they may.',
  'files.wrong-type': '{name} is of a kind ({type}) that is not taken here. Send DOCX, PDF or plain text.',
  'files.not-as-named': '{name} is not what its name says: inside it is {type}. Give it its right name, or choose another file.',
} as const;
