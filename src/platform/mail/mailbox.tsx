import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { NOBODY } from '../db/database.ts';
import { type Route, route } from '../http/route.ts';
import { instantInWords, type Language } from '../i18n/index.ts';
import { EmptyState, PageHead, Panel, SafeLink } from '../ui/index.ts';
import { text } from './text.ts';

type Kept = {
  readonly id: string;
  readonly lang: Language;
  readonly recipient: string;
  readonly subject: string;
  readonly plain: string | null;
  readonly queued_at: Date;
};

/** The mailbox of a demonstration, which sends nothing: whoever tries it reads here what it would have sent. In a real installation it is not there. */
export const mailRoutes = (database: Database, publicUrl: URL): Route[] => [
  route({
    method: 'GET',
    path: '/mailbox',
    can: 'demonstration',
    handle: async ({ lang }) => {
      const t = text.in(lang);
      const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
        sql<Kept>`select id, lang, recipient, subject, plain, queued_at from platform.demonstration_mail()`.execute(tx),
      );
      return {
        title: t('mail.box.title'),
        kind: 'document',
        body: (
          <div>
            <PageHead title={t('mail.box.title')} below={t('mail.box.about')} />
            {rows.length === 0 && <EmptyState title={t('mail.box.none')}>{t('mail.box.none-do')}</EmptyState>}
            {rows.map((letter) => (
              <Panel
                id={`letter-${letter.id}`}
                heading={<span lang={letter.lang}>{letter.subject}</span>}
                note={`${t('mail.box.to', { recipient: letter.recipient })} · ${instantInWords(lang, letter.queued_at)}`}
              >
                <div lang={letter.lang}>
                  {(letter.plain ?? '').split('\n\n').map((words) => (
                    <p>{linked(words, publicUrl)}</p>
                  ))}
                </div>
              </Panel>
            ))}
          </div>
        ),
      };
    },
  }),
];

/** A paragraph of a letter; an address of this site in it is a link. */
function linked(paragraph: string, publicUrl: URL) {
  return paragraph.split('\n').map((line) => {
    const url = line.startsWith(`${publicUrl.origin}/`) && URL.canParse(line) ? new URL(line) : undefined;
    return url ? <SafeLink href={`${url.pathname}${url.search}`}>{line}</SafeLink> : <span>{line} </span>;
  });
}
