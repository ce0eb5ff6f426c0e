import type { DefaultTreeAdapterMap } from 'parse5';
import { caps } from '../caps.ts';
import { shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';

export type Node = DefaultTreeAdapterMap['childNode'];
export type Parent = DefaultTreeAdapterMap['parentNode'];
export type Element = DefaultTreeAdapterMap['element'];

/** Whether a node is an element, and not words or a comment. */
export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/**
 * Every element of a page in its order, within the caps for pieces and depth.
 *
 * @throws ImportRefusal `bomb`
 */
export function elementsIn(root: Parent, name: string): Element[] {
  const found: Element[] = [];
  const open: [Parent, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [parent, depth] = next;
    if (depth > caps.depth || found.length > caps.elements)
      throw new ImportRefusal('bomb', `${shownName(name)} is built deeper or of more pieces than any document. It was not read.`);
    for (let at = parent.childNodes.length - 1; at >= 0; at -= 1) {
      const child = parent.childNodes[at];
      if (child && isElement(child)) open.push([child, depth + 1]);
    }
    if ('tagName' in parent) found.push(parent);
  }
  return found;
}

/** The value of an attribute, or undefined. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** A declaration in the element's own style, or undefined. */
export function styled(element: Element, property: string): string | undefined {
  const style = attribute(element, 'style')?.slice(0, 2_000).toLowerCase();
  return style
    ?.split(';')
    .map((each) => each.split(':'))
    .find(([name]) => name?.trim() === property)?.[1]
    ?.trim();
}
