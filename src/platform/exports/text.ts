import { phrasebook } from '../i18n/index.ts';
import { en } from './text.en.ts';
import { fr } from './text.fr.ts';

export const text = phrasebook(en, fr);
