import type { IStylesOptions } from 'docx';
import type { Language } from '../i18n/index.ts';
import { COLOURS } from './colours.ts';

/** Faces that every office has, or has one of the same widths for. */
export const FACES = { sans: 'Calibri', serif: 'Cambria' } as const;

/** How the languages of the program are called in an office document. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en-CA', fr: 'fr-CA' };

/** The styles of an office document: those that Word knows as headings and title, and our own for tables and for signed words. */
export function wordStyles(lang: Language, colour: string): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { font: FACES.sans, bold: true, size, color: colour },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  });
  const paragraph = (id: string, name: string, run: object, spacing: object) => ({
    ...{ id, name, basedOn: 'Normal', quickFormat: true },
    ...{ run, paragraph: { spacing } },
  });
  return {
    default: {
      document: {
        run: { font: FACES.sans, size: 20, color: COLOURS.words, language: { value: LANGUAGE_TAGS[lang] } },
        paragraph: { spacing: { after: 120 } },
      },
      title: { run: { font: FACES.sans, bold: true, size: 44, color: colour }, paragraph: { spacing: { after: 160 } } },
      heading1: heading(26, 240),
      heading2: heading(22, 200),
      heading3: heading(20, 160),
      hyperlink: { run: { color: COLOURS.link, underline: {} } },
    },
    paragraphStyles: [
      paragraph('Above', 'Above the title', { bold: true, size: 18, color: COLOURS.muted, allCaps: true }, { after: 40 }),
      paragraph('Wall', 'Who sees it', { bold: true, size: 21, color: COLOURS.wall }, { before: 60, after: 240 }),
      paragraph('Fact', 'Fact', { size: 19 }, { after: 60 }),
      paragraph('TableHead', 'Table head', { bold: true, size: 16, color: COLOURS.sheet }, { before: 20, after: 20 }),
      paragraph('TableText', 'Table text', { size: 17 }, { before: 20, after: 40 }),
      paragraph('Gap', 'Gap', { size: 2 }, { before: 0, after: 0, line: 20, lineRule: 'exact' }),
      paragraph('TOC1', 'toc 1', { size: 18, bold: true }, { before: 60, after: 0 }),
      { ...paragraph('TOC2', 'toc 2', { size: 17 }, {}), paragraph: { spacing: { before: 0, after: 0 }, indent: { left: 300 } } },
      paragraph('Small', 'Head and foot', { size: 15, color: COLOURS.muted }, { after: 0 }),
    ],
    characterStyles: [{ id: 'SignedWords', name: 'Signed words', quickFormat: true, run: { font: FACES.serif } }],
  };
}
