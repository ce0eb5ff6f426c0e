import type { Draft, Span } from '../index.ts';

/**
 * The characters of the source that no part of a draft answers for, white space aside: every one must lie in a piece of a node, in an
 * objective, a priority, a finding or in furniture. Nothing of a signed document may be dropped in silence.
 */
export function unaccounted(draft: Draft): { at: number; text: string }[] {
  const answered = new Uint8Array(draft.text.length);
  for (const { start, end } of spansOf(draft)) answered.fill(1, start, end);
  const left: { at: number; text: string }[] = [];
  for (let at = 0; at < draft.text.length; at += 1) {
    const character = draft.text[at] ?? '';
    if (answered[at] === 1 || /\s/u.test(character)) continue;
    const last = left.at(-1);
    if (last && last.at + last.text.length === at) last.text += character;
    else left.push({ at, text: character });
  }
  return left;
}

/** Every span of a draft. */
export function spansOf(draft: Draft): Span[] {
  return [
    ...draft.nodes.flatMap((node) => (node.pieces.length > 0 ? node.pieces : [node.source])),
    ...draft.objectives.map(({ source }) => source),
    ...draft.priorities.map(({ source }) => source),
    ...draft.findings.map(({ source }) => source),
    ...draft.furniture.map(({ source }) => source),
  ];
}
