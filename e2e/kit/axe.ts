import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, NodeResult, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { isOpen } from './inspect.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Puts axe into the page that is shown. It comes in beside the page's security policy, which stays in force. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(source);
}

/** What axe finds wrong, and what it cannot decide by itself and nobody has looked at. A line each; none when all is well. */
export async function findings(page: Page, only?: readonly string[]): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ['violations', 'incomplete'],
    runOnly: only ? { type: 'rule', values: [...only] } : { type: 'tag', values: STANDARDS },
  };
  const { violations, incomplete } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => say(id, node)));
  for (const { id, nodes } of incomplete)
    for (const node of nodes.filter((each) => !isReviewed(each, id)))
      found.push(...(await lookAgain(page, id, node)).map((each) => say(id, each)));
  return found;
}

/** Looks at one element alone, in the middle of the window: at its edge, or in a column that scrolls by itself, axe cannot judge colours. */
async function lookAgain(page: Page, rule: string, node: NodeResult): Promise<NodeResult[]> {
  const [selector, ...deeper] = node.target;
  if (typeof selector !== 'string' || deeper.length > 0) return [node];
  const options: RunOptions = { resultTypes: ['violations', 'incomplete'], runOnly: { type: 'rule', values: [rule] } };
  const { violations, incomplete } = (await page.evaluate(
    `(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: 'center' });
      return axe.run(element, ${JSON.stringify(options)});
    })()`,
  )) as AxeResults;
  const left = [...violations, ...incomplete].flatMap(({ nodes }) => nodes);
  // Where words wrap, axe may take the next line for something that lies over them. What nothing lies over has the colours of its like.
  const covered =
    left.every(({ any }) => any[0]?.data?.messageKey === 'elmPartiallyObscured') && !(await page.evaluate(isOpen, selector));
  return left.filter(({ any }) => covered || any[0]?.data?.messageKey !== 'elmPartiallyObscured');
}

/** The rules that look at colours: what else axe checks is the same in a dark page as in a light one. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'] as const;

// Looked at by a person, since axe cannot decide:
// - words in a drawing of ours stand on its plain ground; tokens.test.ts computes the contrast of every pair of colours;
// - a link whose visible words are a single letter or bullet has its whole reference as its name, which contains that letter.
function isReviewed({ html }: NodeResult, rule: string): boolean {
  if (rule === 'color-contrast') return /^<(text|tspan)\b/.test(html);
  if (rule === 'label-content-name-mismatch')
    return /^<a [^>]*aria-label="[^"]*(?:\.(\w)|[^"]*)"[^>]*>(?:\1|•|\d+)<\/a>$/.test(html);
  return false;
}

function say(rule: string, { html, any, all, none, target }: NodeResult): string {
  const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
  return `${rule}: ${html.slice(0, 140)} (${target.join(' ')}): ${why.slice(0, 240)}`;
}
