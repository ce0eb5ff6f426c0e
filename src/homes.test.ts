import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/**
 * Every line of the plan has a home. `homes.csv` names the references and the kind of each promise; `full.gold.json` holds the words, written out from the
 * signed document by hand and checked by eye. Neither was made by the program.
 */
const demo = (name: string) => readFileSync(new URL(`../demo/plan-2007-10/${name}`, import.meta.url), 'utf8');
type Home = { readonly reference: string; readonly promise: string };
const homes = demo('homes.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((row): Home => {
    const [reference = '', promise = ''] = row.split(';');
    return { reference, promise };
  });
type Gold = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly number: string;
  readonly text: string;
};
const gold: Gold[] = JSON.parse(demo('full.gold.json')).lines;
const french: Record<string, string> = JSON.parse(demo('translation.fr.json')).nodes;
const goldOf = (reference: string | null): Gold | undefined => gold.find((each) => each.id === reference);
/** The nodes beside one, in the order of the document. */
const lines = gold.filter((each) => each.kind === 'action');

let site: DemonstrationSite;
let visitor: Browser;
beforeAll(async () => {
  site = await openDemonstrationSite();
  visitor = site.visitor();
});
afterAll(() => site?.close());

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const address = (reference: string) => `/asean-canada/plans/2007-10/lines/${reference}`;

test('there are 103 homes, one for each line and sub-item of the plan', () => {
  expect(homes).toHaveLength(103);
  expect(homes.map((home) => home.reference)).toEqual(
    gold.filter((each) => each.kind === 'action' || each.kind === 'subitem').map((each) => each.id),
  );
});

describe.each(homes)('$reference', ({ reference }) => {
  const line = goldOf(reference) as Gold;
  const area = goldOf(line.kind === 'subitem' ? (goldOf(line.parent)?.parent ?? null) : line.parent);

  test('opens in English: its words as signed, its sub-items, area, part, neighbours, kind of promise and source', async () => {
    const response = await visitor.get(`${address(reference)}?lang=en`);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain(`<p class="words large" lang="en">${escaped(line.text)}</p>`);
    for (const item of gold.filter((each) => each.parent === reference)) {
      expect(page).toContain(`<p class="words reading" lang="en">${escaped(item.text)}</p>`);
      expect(page).toContain(`href="${address(item.id)}"`);
    }
    expect(page).toContain(`<a href="${address(area?.id ?? '')}" lang="en">${area?.id} ${escaped(area?.text ?? '')}</a>`);
    expect(page).toContain(`<a href="${address(reference.slice(0, 1))}" lang="en">${reference.slice(0, 1)} `);
    expect(page).toMatch(/<strong>(One-off|Recurring|Enabling|Standing)<\/strong>: /);
    expect(page).toContain('proposed by grammar, not yet confirmed');
    expect(page).toContain('Entered, not yet certified by ASEAN or Canada');
    for (const neighbour of neighboursOf(line))
      expect(page).toMatch(
        new RegExp(
          `class="neighbour (prev|next)"[^>]*href="${address(neighbour)}"|href="${address(neighbour)}"[^>]*class="neighbour`,
        ),
      );
    const whole = letters(`${line.number} ${line.text}`);
    // The word that leads on to the last of some items stands in the passage of the one before it.
    expect([whole, `${whole}and`]).toContain(markedPassage(page));
  });

  test('opens in French: the signed words beside the translation', async () => {
    const page = await visitor.text(`${address(reference)}?lang=fr`);
    expect(page).toContain('<html lang="fr"');
    expect(page).toContain(`<p class="words large" lang="en">${escaped(line.text)}</p>`);
    expect(page).toContain(escaped(french[reference] ?? 'no translation'));
    expect(page).toContain(escaped(french[area?.id ?? ''] ?? 'no translation'));
    expect(page).toMatch(/<strong>(Ponctuel|Récurrent|Exploratoire|Permanent)<\/strong>/);
    expect(page).toContain('Inscrit, pas encore certifié');
    await visitor.get('/about?lang=en');
  });
});

/** A line goes on to the next line of the plan; a sub-item to the next of its line. */
function neighboursOf(line: Gold): string[] {
  const beside = line.kind === 'action' ? lines : gold.filter((each) => each.parent === line.parent && each.kind === line.kind);
  const at = beside.findIndex((each) => each.id === line.id);
  return [beside[at - 1], beside[at + 1]].flatMap((each) => (each ? [each.id] : []));
}

/** The letters that the page marks in the source: the number and words of the line, however the document breaks and sets them. */
function markedPassage(page: string): string {
  const marked = [...page.matchAll(/<mark[^>]*>(.*?)<\/mark>/gs)].map((match) => match[1] ?? '').join(' ');
  return letters(unescaped(marked.replace(/<span class="unseen">.*?<\/span>|<[^>]+>/g, ' ')));
}
const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
