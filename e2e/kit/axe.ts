import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, NodeResult, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

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
  const lines = (results: AxeResults['violations'], nodes: (node: NodeResult, rule: string) => boolean) =>
    results.flatMap(({ id, nodes: all }) => all.filter((node) => nodes(node, id)).map((node) => say(id, node)));
  return [...lines(violations, () => true), ...lines(incomplete, (node, rule) => !isReviewed(node, rule))];
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
