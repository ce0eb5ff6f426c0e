import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { planAsMarkup } from '../src/modules/plan/importer/fixtures/make-web.ts';
import { DEMO, planWords } from '../src/modules/plan/importer/fixtures/plan-words.ts';
import { startChromium } from './kit/chromium.ts';

const STYLE = `
  body { font: 11pt/1.3 "Liberation Serif", Tinos, "Times New Roman", serif; margin: 0 }
  h1 { font-size: 18pt; text-align: center } h2 { font-size: 13pt }
  table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid; padding: 4pt 6pt; vertical-align: top; text-align: left }
  td:first-child, th:first-child { width: 40% } td p { margin: 0 0 3pt } li { margin: 3pt 0 }`;

/** Prints the reference plan with a browser: A4, a running head and page numbers, tables that go on over pages. */
async function planAsPdf(): Promise<Uint8Array> {
  const plan = planWords();
  const server = await startChromium();
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage();
    await page.setContent(
      `<!DOCTYPE html><html lang="en"><style>${STYLE}</style><body>${unparted(planAsMarkup(plan))}</body></html>`,
    );
    const edge = (inside: string) => `<div style="font-size: 8pt; width: 100%; text-align: center">${inside}</div>`;
    return await page.pdf({
      format: 'A4',
      margin: { top: '25mm', bottom: '22mm', left: '22mm', right: '22mm' },
      displayHeaderFooter: true,
      headerTemplate: edge('ASEAN-Canada Joint Cooperation Work Plan'),
      footerTemplate: edge('<span class="pageNumber"></span> / <span class="totalPages"></span>'),
    });
  } finally {
    await server.close();
  }
}

/** Where the plan prints a space behind a hyphen no line may end: on paper nobody could tell any more. */
function unparted(markup: string): string {
  return markup.replace(/\p{L}+- \p{Ll}[\p{L}-]*/gu, '<span style="white-space: nowrap">$&</span>');
}

writeFileSync(new URL('plan.pdf', DEMO), await planAsPdf());
