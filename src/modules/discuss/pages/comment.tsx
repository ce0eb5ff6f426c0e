import type { Child } from 'hono/jsx';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Badge, Icon, SafeLink } from '../../../platform/ui/index.ts';
import type { CommentRow, EditionRow, FileRow } from '../queries.ts';
import { nameCalled } from '../said.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { CommentWords } from './words.tsx';

/** Where a comment stands: in which partnership and discussion, among which references. */
export type CommentPlace = {
  readonly lang: Language;
  readonly partnership: string;
  readonly references: ReadonlyMap<string, string>;
};

/** One comment: who said it and when, its words, its files, and what it said before where it was mended. `acts` stand below it. */
export function CommentArticle(props: {
  readonly place: CommentPlace;
  readonly comment: CommentRow;
  readonly editions?: readonly EditionRow[];
  readonly acts?: Child;
  /** On the page of the discussion itself it has an anchor. */
  readonly anchored?: boolean;
}) {
  const { place, comment, editions = [] } = props;
  const { lang, partnership, references } = place;
  const t = text.in(lang);
  const { words, mentioned } = comment;
  // Somebody who was chosen is named above; who is called in the words stands there.
  const chosen = mentioned.filter((name) => words !== null && !nameCalled(name).test(words.normalize('NFC')));
  return (
    <article
      class="comment"
      id={props.anchored ? `comment-${comment.number}` : undefined}
      aria-label={t('discuss.number', { number: comment.number })}
    >
      <p class="comment-head">
        <span>{saidBy(lang, comment)}</span>{' '}
        <SafeLink
          class="comment-number"
          href={placeOf.comment(partnership, comment.thread, comment.number)}
          label={t('discuss.number', { number: comment.number })}
        >
          #{comment.number}
        </SafeLink>
        {comment.mended_at !== null && (
          <Badge>{t('discuss.mended', { day: dateInWords(lang, comment.mended_at.toISOString()) })}</Badge>
        )}
      </p>
      {chosen.length > 0 && <p class="help">{t('discuss.to', { names: chosen.join(', ') })}</p>}
      {words === null ? (
        <p class="quiet-words">{t('discuss.withdrawn')}</p>
      ) : (
        <CommentWords words={words} lang={comment.lang} references={references} mentioned={mentioned} />
      )}
      {comment.files.length > 0 && files(lang, partnership, comment)}
      {editions.length > 0 && (
        <details class="note-fold">
          <summary>{t('discuss.before')}</summary>
          {editions.map((edition) => (
            <CommentWords words={edition.words} lang={comment.lang} references={references} mentioned={[]} />
          ))}
        </details>
      )}
      {props.acts}
    </article>
  );
}

/** Who said it, for whom, and when. */
export function saidBy(lang: Language, comment: Pick<CommentRow, 'by' | 'party' | 'said_at'>): string {
  const t = text.in(lang);
  const name = comment.by ?? t('discuss.somebody');
  const day = dateInWords(lang, comment.said_at.toISOString());
  const party = comment.party?.[lang] ?? comment.party?.en ?? comment.party?.fr;
  return party === undefined ? t('discuss.said', { name, day }) : t('discuss.said-for', { name, party, day });
}

function files(lang: Language, partnership: string, comment: CommentRow) {
  const t = text.in(lang);
  return (
    <ul class="plain-list comment-files" aria-label={t('discuss.files')}>
      {comment.files.map((file) => (
        <li>
          <Icon name="file-text" size={16} />{' '}
          <SafeLink href={placeOf.file(partnership, comment.thread, file.id)}>{file.name}</SafeLink>{' '}
          <span class="quiet-words">{about(lang, file)}</span>
        </li>
      ))}
    </ul>
  );
}

function about(lang: Language, file: FileRow): string {
  const t = text.in(lang);
  const unit = lang === 'fr' ? ['o', 'Ko', 'Mo'] : ['B', 'KB', 'MB'];
  const power = file.size < 1000 ? 0 : file.size < 1_000_000 ? 1 : 2;
  const size = `${new Intl.NumberFormat(lang === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: power === 2 ? 1 : 0 }).format(file.size / 1000 ** power)}\u00a0${unit[power]}`;
  return [
    size,
    ...(file.version > 1 || !file.newest ? [t('discuss.file-version', { version: file.version })] : []),
    ...(file.newest ? [] : [t('discuss.file-older')]),
  ].join(' · ');
}
