import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Plain, Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { Button, EmptyState, Form, PageHead, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { type Host, type Place, placesOf } from '../hosts.ts';
import { type Readers, readersOf } from '../queries.ts';
import { type SeeMentionsInput, seeMentions } from '../see-mentions.ts';
import { text } from '../text.ts';
import { saidBy } from './comment.tsx';
import { inShort } from './list.tsx';
import { placeOf } from './places.ts';
import { readersInWords } from './readers.ts';

type MentionRow = {
  readonly comment: string;
  readonly thread: string;
  readonly record: string;
  readonly record_kind: string;
  readonly number: number;
  readonly seen: boolean;
  readonly said_at: Date;
  readonly by: string | null;
  readonly party: Text | null;
  readonly words: string;
  readonly lang: Language;
  readonly readers: Readers;
};

/** Where whoever acts is mentioned in a partnership, what is unread first, at most 200. */
export async function ownMentions(tx: Tx, partnership: string): Promise<MentionRow[]> {
  const { rows } = await sql<MentionRow>`
    select o.comment, o.thread, o.record, t.record_kind, o.number, o.seen_at is not null as seen, o.said_at, m.full_name as by, y.name as party, c.words, c.lang,
      (select w.readers from directory.v_wall w where w.id = t.wall) as readers
    from discuss.v_own_mention o join discuss.v_comment c on c.id = o.comment join discuss.v_thread t on t.id = o.thread
      left join directory.v_mandate m on m.id = o.said_by left join directory.v_party y on y.id = m.party
    where o.partnership = ${partnership} order by o.seen_at is not null, o.written_at desc, o.comment limit 200`.execute(tx);
  return rows;
}

/** How many mentions of whoever acts he has not read. */
export async function unreadMentions(tx: Tx, partnership: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from discuss.v_own_mention o
    where o.partnership = ${partnership} and o.seen_at is null`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Where one is mentioned: what is unread first. */
export async function mentionsPage(visit: Visit, hosts: readonly Host[]): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const { rows, places } = await visit.read(async (tx) => {
    const mentions = await ownMentions(tx, partnership.id);
    return { rows: mentions, places: await placesOf(tx, hosts, partnership.slug, mentions) };
  });
  const [unread, seen] = [rows.filter((row) => !row.seen), rows.filter((row) => row.seen)];
  return {
    title: t('discuss.mentions'),
    kind: 'document',
    breadcrumbs: [{ label: t('discuss.nav'), href: placeOf.list(partnership.slug) }, { label: t('discuss.mentions') }],
    body: (
      <>
        <PageHead title={t('discuss.mentions')} />
        <p class="page-lead">{t('discuss.mentions-lead')}</p>
        {rows.length === 0 ? (
          <EmptyState title={t('discuss.mentions-none')} icon="inbox">
            <p>{t('discuss.mentions-none-do', { name: visit.acting.person?.name ?? '' })}</p>
          </EmptyState>
        ) : (
          <section aria-labelledby="unread">
            <h2 id="unread">
              {unread.length === 0 ? t('discuss.mentions-all-read') : t('discuss.mentions-unread', { count: unread.length })}
            </h2>
            {unread.map((row) => mention(visit, row, places.get(row.record)))}
            {unread.length > 1 && (
              <Form action={placeOf.mentions(partnership.slug)} csrf={visit.csrf} layout="line">
                <input type="hidden" name="comment" value="all" />
                <Button icon="check">{t('discuss.mention-mark-all')}</Button>
              </Form>
            )}
          </section>
        )}
        {seen.length > 0 && (
          <section aria-labelledby="read">
            <h2 id="read">{t('discuss.mentions-read')}</h2>
            {seen.map((row) => mention(visit, row, places.get(row.record)))}
          </section>
        )}
      </>
    ),
  };
}

function mention(visit: Pick<Visit, 'lang' | 'csrf' | 'partnership'>, row: MentionRow, place: Place | undefined) {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  return (
    <WallBand sentence={readersInWords(lang, row.readers)}>
      <article class="comment">
        <p class="comment-head">
          <SafeLink href={placeOf.comment(partnership, row.thread, row.number)}>
            {t('discuss.title-on', { name: place?.name ?? t('discuss.hidden-place') })}
          </SafeLink>{' '}
          · {saidBy(lang, row)}
        </p>
        <p lang={row.lang}>{inShort(row.words, 300)}</p>
        {!row.seen && (
          <Form action={placeOf.mentions(partnership)} csrf={visit.csrf} layout="line">
            <input type="hidden" name="comment" value={row.comment} />
            <Button icon="message-circle">{t('discuss.mention-read')}</Button>
          </Form>
        )}
      </article>
    </WallBand>
  );
}

/** Marks as read, and leads to the comment that was chosen, or back to the list. */
export async function seeAnswer(visit: Visit<Record<string, never>, SeeMentionsInput>): Promise<Answer> {
  const { partnership, input } = visit;
  if (!partnership) throw notFound();
  const found = await visit.read((tx) => ownMentions(tx, partnership.id));
  const chosen = found.find((row) => row.comment === input.comment);
  if (input.comment !== 'all' && !chosen) throw notFound();
  await visit.write((tx) => seeMentions(tx, visit.acting, input));
  return chosen
    ? { seeOther: placeOf.comment(partnership.slug, chosen.thread, chosen.number) }
    : { seeOther: placeOf.mentions(partnership.slug), flash: { kind: 'done', key: 'discuss.mentions-seen' } };
}

/** For the script that completes a name behind an @: those who read a wall, of whom one sees. Nobody for a wall that is not one's to see. */
export async function peopleAnswer(visit: Visit<{ wall?: string | undefined; q?: string | undefined }>): Promise<Plain> {
  const { wall = '', q = '' } = visit.query;
  const people = await visit.read((tx) => readersOf(tx, wall, q.trim().normalize('NFC'), 8));
  const said = ({ party, title }: (typeof people)[number]) =>
    party?.[visit.lang] ?? party?.en ?? title[visit.lang] ?? title.en ?? '';
  const shown = people.map((each) => ({ name: each.full_name, about: said(each) }));
  return { plain: { type: 'application/json', text: JSON.stringify(shown) } };
}
