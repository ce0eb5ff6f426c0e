import { phrasebook } from '../i18n/index.ts';
import { en } from './text.en.ts';
import { fr } from './text.fr.ts';

/** What stands on every document beside its own words. */
export const text = phrasebook(en, fr);
