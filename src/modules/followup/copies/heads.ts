import { LANGUAGES } from '../../../platform/i18n/index.ts';
import { FIELDS, type Field } from '../note-words.ts';
import { text } from '../text.ts';
import { readStamp } from './mark.ts';
import { SIGNED, type Signed } from './types.ts';

/** What a column of a matrix holds: a field of ours, the words of the plan, what a row is, something of no interest here; or nothing known. */
export type Role = Field | Signed | 'reference' | 'mark' | 'other' | 'unknown';

/** Columns of a matrix that are not ours, as their heads stand in the files. What stands in those of `other` is not compared. */
const HEADS: Readonly<Record<Signed | 'reference' | 'other', readonly string[]>> = {
  reference: ['Reference', 'Référence'],
  text: ['Text as entered', 'Text', 'Texte tel qu’inscrit', 'Texte'],
  subitems: ['Sub-items', 'Sous-points'],
  translation: ['Working translation', 'Traduction de travail'],
  other: [
    ...['Number as printed', 'Area', 'Kind of promise', 'Who says so', 'Qualified by', 'Priority', 'Stage of the text'],
    ...['Who may read this line', 'Permanent address', 'What to mend'],
    ...['Numéro imprimé', 'Domaine', 'Nature de l’engagement', 'Qui le dit', 'Assorti de', 'Priorité', 'État du texte'],
    ...['Qui peut lire cette ligne', 'Adresse permanente', 'À corriger'],
  ],
};

const ROLES = new Map<string, Role>([
  ...FIELDS.flatMap((field) => [
    ...LANGUAGES.map((lang): [string, Role] => [plain(text.in(lang)(`followup.field.${field}`)), field]),
    [plain(field), field] as [string, Role],
  ]),
  ...(['reference', ...SIGNED, 'other'] as const).flatMap((role) =>
    HEADS[role].map((head): [string, Role] => [plain(head), role]),
  ),
]);

/** What a column holds, by its head; a star, a colon, capitals and accents make no difference. */
export function roleOf(head: string): Role {
  return readStamp(head) ? 'mark' : (ROLES.get(plain(head)) ?? 'unknown');
}

function plain(head: string): string {
  return head
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s:*]+$/, '')
    .trim();
}
