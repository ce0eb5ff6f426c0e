export { dateInWords, instantInWords, periodInWords } from './dates.ts';
export {
  allPhrases,
  LANGUAGES,
  type Language,
  type Phrase,
  type PhraseBook,
  type Plural,
  phrasebook,
  type Say,
  type Speaker,
  sayPhrase,
  type Translation,
  writeNumber,
} from './phrases.ts';
