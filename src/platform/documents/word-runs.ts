import { ExternalHyperlink, type ParagraphChild, TextRun } from 'docx';
import { COLOURS } from './colours.ts';
import type { Line, Run, Tree } from './tree.ts';
import { FACES, LANGUAGE_TAGS } from './word-styles.ts';

/** Runs of an office document: line breaks and tabs as such, the language of each passage, the serif for signed words. */
export function runs(tree: Pick<Tree, 'lang'>, line: Line): ParagraphChild[] {
  return line.flatMap((each): ParagraphChild[] => {
    const parts = each.text
      .split('\n')
      .map((text, at) => new TextRun({ text, ...(at > 0 ? { break: 1 } : {}), ...look(tree, each) }));
    return each.href === undefined ? parts : [new ExternalHyperlink({ link: each.href, children: parts })];
  });
}

function look(tree: Pick<Tree, 'lang'>, run: Run) {
  return {
    ...(run.signed ? { font: FACES.serif } : {}),
    ...(run.bold ? { bold: true } : {}),
    ...(run.italic ? { italics: true } : {}),
    ...(run.quiet ? { color: COLOURS.muted } : {}),
    ...(run.href === undefined ? {} : { color: COLOURS.link }),
    ...(run.lang !== undefined && run.lang !== tree.lang ? { language: { value: LANGUAGE_TAGS[run.lang] } } : {}),
  };
}
