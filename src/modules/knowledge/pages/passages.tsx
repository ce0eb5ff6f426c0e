import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Button, Form, Quote, Reference, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import type { PassageRow } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { kindAndDay, placeInWords, readersInWords } from './words.ts';

type Reader = Pick<Visit, 'lang' | 'csrf'>;

/** The passages of documents that lie beside a line, as a part of its page; nothing where there are none. */
export function DocumentsOnLine(props: {
  readonly visit: Reader;
  readonly partnership: string;
  readonly passages: readonly PassageRow[];
}) {
  const { visit, partnership, passages } = props;
  if (passages.length === 0) return null;
  const t = text.in(visit.lang);
  return (
    <section aria-labelledby="documents" class="passages">
      <h2 id="documents">{t('knowledge.passages.title')}</h2>
      {passages.map((passage) => onItsWall(visit.lang, passage, onLine(visit, partnership, passage)))}
    </section>
  );
}

/** The passages of a document, each with the line beside which it lies. */
export function PassagesOfDocument(props: {
  readonly visit: Reader;
  readonly partnership: string;
  readonly passages: readonly PassageRow[];
}) {
  const { visit, partnership, passages } = props;
  if (passages.length === 0) return null;
  const t = text.in(visit.lang);
  return (
    <section aria-labelledby="passages" class="passages">
      <h2 id="passages">{t('knowledge.document.passages')}</h2>
      {passages.map((passage) => onItsWall(visit.lang, passage, inDocument(visit, partnership, passage)))}
    </section>
  );
}

function onItsWall(lang: Language, passage: PassageRow, shown: ReturnType<typeof onLine>) {
  return passage.readers.kind === 'public' ? (
    <div class="passage">{shown}</div>
  ) : (
    <WallBand sentence={readersInWords(lang, passage.readers)}>{shown}</WallBand>
  );
}

function onLine(visit: Reader, partnership: string, passage: PassageRow) {
  const { lang } = visit;
  return (
    <>
      <Quote
        lang={passage.document_lang}
        source={
          <>
            <SafeLink href={pageAddress(partnership, passage)} lang={passage.document_lang}>
              {passage.title}
            </SafeLink>
            {', '}
            {placeOfPassage(lang, passage)} · {kindAndDay(lang, passage)}
          </>
        }
      >
        {passage.words}
      </Quote>
      {foot(visit, partnership, passage)}
    </>
  );
}

function inDocument(visit: Reader, partnership: string, passage: PassageRow) {
  const { lang } = visit;
  return (
    <>
      <Quote
        lang={passage.document_lang}
        source={
          <>
            <SafeLink href={placeOf.line(partnership, passage.plan, passage.reference)}>
              <Reference reference={passage.reference} />
            </SafeLink>
            {' · '}
            <SafeLink href={pageAddress(partnership, passage)}>{placeOfPassage(lang, passage)}</SafeLink>
          </>
        }
      >
        {passage.words}
      </Quote>
      {foot(visit, partnership, passage)}
    </>
  );
}

const pageAddress = (partnership: string, passage: PassageRow): string =>
  passage.of_today
    ? placeOf.page(partnership, passage.document, passage.page, passage.unit ?? 'page')
    : placeOf.document(partnership, passage.document);

function placeOfPassage(lang: Language, passage: PassageRow): string {
  const place = placeInWords(lang, passage.unit, { number: passage.page, last: passage.last });
  return passage.of_today ? place : `${place}, ${text.in(lang)('knowledge.passage.older')}`;
}

function foot(visit: Reader, partnership: string, passage: PassageRow) {
  const t = text.in(visit.lang);
  const day = dateInWords(visit.lang, passage.linked_at.toISOString());
  return (
    <>
      {passage.remark !== '' && (
        <p class="passage-remark" lang="">
          {passage.remark}
        </p>
      )}
      <p class="help">
        {passage.by === null ? t('knowledge.passage.by-nobody', { day }) : t('knowledge.passage.by', { day, name: passage.by })}
      </p>
      {passage.mine && (
        <Form action={placeOf.act(partnership, passage.document, 'passages/removal')} csrf={visit.csrf} layout="line">
          <input type="hidden" name="passage" value={passage.id} />
          <Button kind="quiet" icon="x">
            {t('knowledge.passage.unlink')}
          </Button>
        </Form>
      )}
    </>
  );
}
