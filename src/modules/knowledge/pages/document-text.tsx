import type { Language } from '../../../platform/i18n/index.ts';
import { Button, Notice, Pager } from '../../../platform/ui/index.ts';
import { type DocumentRow, PAGES_AT_ONCE, type PageRow, type pagesOf } from '../queries.ts';
import { text } from '../text.ts';
import { Marked } from './marked.tsx';
import { placeOf } from './places.ts';
import { placeInWords, readingInWords } from './words.ts';

type Shown = Awaited<ReturnType<typeof pagesOf>>;

/** The text of a document, a page or some paragraphs at a time, each with an address of its own; and what is to be said of the reading. */
export function DocumentText(props: {
  readonly lang: Language;
  readonly partnership: string;
  readonly document: DocumentRow;
  readonly shown: Shown;
  readonly words: string | undefined;
}) {
  const { lang, partnership, document, shown, words } = props;
  const t = text.in(lang);
  const said = readingInWords(lang, document);
  const more = (page: number | null) =>
    page === null ? null : placeOf.page(partnership, document.id, page, document.unit ?? 'page', words);
  const [first, last] = [shown.pages.at(0), shown.pages.at(-1)];
  return (
    <section aria-labelledby="text" class="document-text">
      <h2 id="text">{t('knowledge.document.text')}</h2>
      {said !== null && <Notice kind={document.state === 'waiting' ? 'information' : 'attention'}>{said}</Notice>}
      {shown.pages.length > 0 && (
        <>
          <p class="help">{t('knowledge.document.text-lead')}</p>
          <search>
            <form class="form line" method="get" action={placeOf.document(partnership, document.id)}>
              <label class="unseen" for="words">
                {t('knowledge.document.search')}
              </label>
              <input
                id="words"
                class="form-control"
                type="search"
                name="words"
                value={words ?? ''}
                placeholder={t('knowledge.document.search')}
                maxlength={200}
              />
              <Button icon="search">{t('knowledge.document.find')}</Button>
            </form>
          </search>
        </>
      )}
      {shown.pages.map((page) => stretch(lang, document, page))}
      {shown.count > PAGES_AT_ONCE && first && last && (
        <Pager
          lang={lang}
          from={placeInWords(lang, document.unit, { number: first.number, last: first.number })}
          until={placeInWords(lang, document.unit, { number: last.last, last: last.last })}
          total={null}
          previous={more(shown.previous)}
          next={more(shown.next)}
        />
      )}
    </section>
  );
}

function stretch(lang: Language, document: DocumentRow, page: PageRow) {
  const unit = document.unit ?? 'page';
  const paragraphs = page.text.split('\n\n');
  return (
    <section class="page-text" id={`${unit}-${page.number}`} data-page={page.number} tabindex={-1}>
      <h3>{placeInWords(lang, unit, page, true)}</h3>
      {paragraphs.map((paragraph, at) => (
        <p
          lang={document.lang}
          // Only the first of a stretch is named by the stretch itself.
          id={unit === 'paragraph' && at > 0 ? `paragraph-${page.number + at}` : undefined}
        >
          <Marked text={paragraph} />
        </p>
      ))}
    </section>
  );
}
