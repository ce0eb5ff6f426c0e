import { html } from 'hono/html';
import type { Language } from '../../../platform/i18n/index.ts';
import { Icon, SafeLink, safeHref } from '../../../platform/ui/index.ts';
import { planText } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords, promiseInWords } from '../words.ts';
import type { RegisterData } from './register-data.ts';
import type { LineRow } from './register-lines-query.ts';

/** The lines under their areas, each of which opens and closes; of a page, those of the area that stand on it. */
export function linesByArea(lang: Language, partnership: string, data: RegisterData) {
  const t = text.in(lang);
  return [...Map.groupBy(data.lines, (line) => line.parent ?? '')].map(([parent, lines]) => {
    const area = data.headings.get(parent);
    const heading = area ? inReadersWords(area, lang) : undefined;
    return (
      <details class="area" open data-remember={`area:${data.plan.slug}:${area?.reference ?? ''}`}>
        <summary>
          <h2>
            {area && <span class="number">{area.reference}</span>}{' '}
            <span class={area && heading?.lang === area.lang ? 'words' : undefined} lang={heading?.lang}>
              {heading?.text ?? t('workspace.register.no-area')}
            </span>
          </h2>
          <span class="area-count">{t('workspace.register.count', { count: lines.length })}</span>
        </summary>
        {linesTable(lang, partnership, data.plan.slug, heading?.text ?? t('workspace.register.no-area'), lines)}
      </details>
    );
  });
}

/** The lines in an order that is not the document's: one table. */
export function linesInOrder(lang: Language, partnership: string, data: RegisterData) {
  return linesTable(lang, partnership, data.plan.slug, text.in(lang)('workspace.register.title'), data.lines);
}

function linesTable(lang: Language, partnership: string, plan: string, caption: string, lines: readonly LineRow[]) {
  const t = text.in(lang);
  return (
    <table class="data lines">
      <caption class="unseen">{caption}</caption>
      <thead class="unseen-head">
        <tr>
          <th scope="col">{t('workspace.register.number')}</th>
          <th scope="col">{t('workspace.register.text')}</th>
          <th scope="col">{t('workspace.register.kind')}</th>
        </tr>
      </thead>
      <tbody>{lines.map((line) => lineRow(lang, partnership, plan, line))}</tbody>
    </table>
  );
}

// A hundred rows are most of what this page writes: as templates they cost half of what components cost (bench/README.md). Values are escaped
// here as there, and an address still goes through `safeHref`.
function lineRow(lang: Language, partnership: string, plan: string, line: LineRow) {
  const t = text.in(lang);
  const promise = line.promise === null ? undefined : promiseInWords(lang, line.promise);
  const href = safeHref(addressOf.line(partnership, plan, line.reference));
  return html`<tr data-row="true" id="${line.reference}"><th scope="row" class="heads narrow"><a href="${href}"><span class="reference">${line.reference}</span></a></th><td class="wide"><p class="words row" lang="${line.lang}">${line.text}</p>${
    line.translation !== null && html`<p class="translation" lang="${lang}">${line.translation}</p>`
  }</td><td class="line-facts" data-label="${t('workspace.register.kind')}">${
    promise && html`<span class="promise" title="${promise.meaning}">${promise.name}</span>`
  }${line.qualifiers.length > 0 && html`<span class="qualifier" lang="${line.lang}" title="${line.qualifiers.join(' · ')}">${line.qualifiers.join(' · ')}</span>`}${
    line.subitems > 0 &&
    html`<a href="${href}" class="row-note">${t('workspace.register.subitems', { count: line.subitems })}</a>`
  }${line.priorities.map((reference) => (
    <SafeLink class="priority-mark" href={addressOf.line(partnership, plan, reference)}>
      <Icon name="flag" size={14} /> <span class="unseen">{planText.in(lang)('plan.kind.priority')} </span>
      {reference.replace(/^P\./, '')}
    </SafeLink>
  ))}</td></tr>`;
}
