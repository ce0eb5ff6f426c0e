import { SaxesParser, type SaxesTagNS } from 'saxes';
import { caps } from '../caps.ts';
import { shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';

/** An element as it opens: its name without prefix when it is one of Word's, and its attributes by local name. */
export type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** What is called for the parts of an XML text, in their order. */
export type Visitor = {
  readonly open: (element: Element) => void;
  readonly close: (name: string) => void;
  readonly text?: (words: string) => void;
};

/** Namespaces whose elements are known by their bare name; those of all others get their prefix from here or none at all. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': '',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': '',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 's:',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 's:',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc:',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'package:',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm:',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm:',
};

/**
 * Walks through one part of an Office file. Strict, without entities of its own, bounded in elements (`most`) and depth.
 *
 * @throws ImportRefusal `doctype`, `damaged`, `bomb`
 */
export function walkXml(bytes: Uint8Array, file: string, visitor: Visitor, most: number = caps.elements): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let elements = 0;
  parser.on('doctype', () => {
    throw refuseDoctype(file);
  });
  parser.on('error', () => {
    throw refuseDamage(file);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    if (depth > caps.depth || elements > most)
      throw new ImportRefusal('bomb', `${shownName(file)} is built deeper or of more pieces than any document. It was not read.`);
    visitor.open({ name: nameOf(tag), attributes: attributesOf(tag) });
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    visitor.close(nameOf(tag));
  });
  if (visitor.text) {
    parser.on('text', visitor.text);
    parser.on('cdata', visitor.text);
  }
  parser.write(decodeXml(bytes, file)).close();
}

/** Whether a part that is not read holds a document type declaration, in any encoding that its readers would try. */
export function hasDoctype(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const sign = '<!DOCTYPE';
  return (
    buffer.includes(sign) ||
    buffer.includes(Buffer.from(sign, 'utf16le')) ||
    buffer.includes(Buffer.from(sign, 'utf16le').swap16())
  );
}

/** The refusal of a file with a document type declaration: Office writes none, and entities in it could read files or fill the memory. */
export function refuseDoctype(file: string): ImportRefusal {
  return new ImportRefusal(
    'doctype',
    `${shownName(file)} carries a document type declaration, which Office never writes. It was not read.`,
  );
}

function refuseDamage(file: string): ImportRefusal {
  return new ImportRefusal(
    'damaged',
    `The text inside ${shownName(file)} is damaged. Open it in Word or Excel, save it again, and choose that.`,
  );
}

function decodeXml(bytes: Uint8Array, file: string): string {
  const [a, b] = bytes;
  const label = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : declared(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw refuseDamage(file);
  }
}

function declared(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label = /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return label === 'iso-8859-1' || label === 'windows-1252' ? 'windows-1252' : 'utf-8';
}

function nameOf(tag: SaxesTagNS): string {
  const prefix = NAMESPACES[tag.uri];
  return prefix === undefined ? `other:${tag.local}` : prefix + tag.local;
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const attribute of Object.values(tag.attributes))
    if (attribute.prefix !== 'xmlns') found[attribute.local] = attribute.value;
  return found;
}

/** An element with what stands in it. */
export type Tree = Element & { readonly children: (Tree | string)[] };

/** Reads a part as a tree, without the elements named in `dropped` and all that stands in them. */
export function readTree(bytes: Uint8Array, file: string, dropped: ReadonlySet<string>): Tree {
  const root: Tree = { name: '', attributes: {}, children: [] };
  const open = [root];
  let inDropped = 0;
  walkXml(bytes, file, {
    open(element) {
      if (inDropped > 0 || dropped.has(element.name)) inDropped += 1;
      else {
        const tree = { ...element, children: [] };
        open.at(-1)?.children.push(tree);
        open.push(tree);
      }
    },
    close() {
      if (inDropped > 0) inDropped -= 1;
      else open.pop();
    },
    text(words) {
      if (inDropped === 0 && open.length > 1) open.at(-1)?.children.push(words);
    },
  });
  return root;
}

/** The first element of a name directly inside another. */
export function childOf(tree: Tree | undefined, name: string): Tree | undefined {
  return tree?.children.find((child): child is Tree => typeof child !== 'string' && child.name === name);
}
