import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import {
  ErrorSummary,
  LinkButton,
  Notice,
  PageHead,
  Panel,
  Ring,
  type RingState,
  SafeLink,
  SideBySide,
  WallBand,
} from '../../../platform/ui/index.ts';
import { type ItemRow, MOST_SHOWN, type PropositionPage } from '../queries.ts';
import { text } from '../text.ts';
import { historyOf } from './history.tsx';
import { placeOf } from './places.ts';
import { type FormState, positionForms } from './position-form.tsx';
import { proposerForms } from './proposer-forms.tsx';
import { inLanguage, momentOf, newestOf, seatInWords } from './say.ts';

/** Where the subject of an item stands on this site; by the id of the subject. */
export type Places = ReadonlyMap<string, string>;

/** One proposition: what is put, how each seat stands, the acts that one may do, and all that was said. */
export function propositionPage(visit: Visit, page: PropositionPage, places: Places, form: FormState = {}): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  return {
    title: page.title,
    titleLanguage: page.lang,
    status: form.refusal?.status ?? 200,
    kind: 'document',
    breadcrumbs: [{ label: t('concurrence.list.title'), href: placeOf.list(partnership) }, { label: page.reference }],
    body: (
      <>
        <WallBand
          sentence={
            page.bloc === null
              ? t('concurrence.page.readers-parties')
              : t('concurrence.page.readers-bloc', { party: inLanguage(page.blocName, lang) })
          }
        />
        <PageHead
          title={<span lang={page.lang}>{page.title}</span>}
          sign={<Ring {...ringOf(lang, page)} size={48} />}
          above={page.reference}
          below={`${t(`concurrence.state.${page.state}`)} · ${t('concurrence.page.put', {
            day: dateInWords(lang, page.opened_at.toISOString()),
            act: t(`concurrence.act.${page.act}`),
            procedure: t(`concurrence.procedure-short.${page.procedure}`),
          })}`}
        />
        {form.problem !== undefined && <ErrorSummary lang={lang} errors={[form.problem]} />}
        {page.state === 'open' && (
          <Notice kind={waits(visit, page) ? 'attention' : 'information'}>
            {waits(visit, page) && (
              <p>
                <strong>{t('concurrence.page.waits')}</strong>
              </p>
            )}
            <p>
              {t(`concurrence.page.${page.procedure}-rule`)}{' '}
              {page.deadline &&
                t('concurrence.page.deadline', { moment: momentOf(lang, page.deadline, page.zone), zone: page.zone })}{' '}
              {page.over && t('concurrence.page.deadline-over')}
            </p>
          </Notice>
        )}
        {page.reason !== '' && (
          <Panel heading={t('concurrence.page.reason')}>
            <p class="typed" lang={page.lang}>
              {page.reason}
            </p>
          </Panel>
        )}
        {page.items.map((item) => itemPanel(lang, partnership, page, item, places.get(item.subject)))}
        {positionForms(visit, page, form)}
        {page.state !== 'open' && recordPanel(lang, partnership, page)}
        {historyOf(lang, page)}
        {page.own && page.state === 'open' && !page.over && proposerForms(visit, page, form)}
      </>
    ),
  };
}

function waits({ acting }: Pick<Visit, 'acting'>, page: PropositionPage): boolean {
  const seat = acting.role === 'speaker' ? page.seats.find((each) => each.party === acting.party) : undefined;
  if (!seat || page.over) return false;
  if (seat.acknowledged_at === null) return true;
  return (
    page.procedure === 'express' &&
    page.items.some((item) => item.state === 'open' && newestOf(page, seat.party, item.position)?.stance !== 'concur')
  );
}

function ringOf(lang: Language, page: PropositionPage) {
  const t = text.in(lang);
  const item = page.items.find((each) => each.state === 'open') ?? page.items[0];
  const says = page.seats.map((seat) => ({
    name: inLanguage(seat.name, lang),
    colour: seat.colour as never,
    says: item && newestOf(page, seat.party, item.position) ? seatInWords(lang, page, seat.party, item.position) : null,
  }));
  const states: Partial<Record<string, RingState>> = { carried: 'agreed', broken: 'contested' };
  const spoken = says.some((each) => each.says !== null);
  const label = t('concurrence.page.ring', {
    state: t(`concurrence.state.${page.state}`),
    seats: page.seats
      .map((seat) => `${inLanguage(seat.name, lang)} ${item ? seatInWords(lang, page, seat.party, item.position) : ''}`)
      .join('; '),
  });
  // Who was silent until the end has concurred: its arc is filled with the others.
  const parties =
    page.state === 'carried' ? says.map((each) => ({ ...each, says: each.says ?? t('concurrence.stance.silent') })) : says;
  return { parties, state: states[page.state] ?? (spoken ? 'awaiting' : 'none'), label } as const;
}

function itemPanel(lang: Language, partnership: string, page: PropositionPage, item: ItemRow, place: string | undefined) {
  const t = text.in(lang);
  const several = page.items.length > 1;
  return (
    <Panel
      heading={several ? `${t('concurrence.page.item', { number: item.position })}: ${item.title}` : t('concurrence.page.items')}
      note={several ? t(`concurrence.state.${item.state}`) : undefined}
    >
      <SideBySide
        lang={lang}
        label={t('concurrence.page.seats')}
        sides={page.seats.map((seat) => {
          const newest = newestOf(page, seat.party, item.position);
          return {
            name: inLanguage(seat.name, lang),
            colour: seat.colour as never,
            says: seatInWords(lang, page, seat.party, item.position),
            children: (
              <>
                {newest && newest.reason !== '' && <p class="typed">{newest.reason}</p>}
                {newest?.counter && <p class="typed">{newest.counter}</p>}
                <p class="meta">
                  {newest
                    ? t('concurrence.page.spoke', {
                        name: newest.spoke.name,
                        title: inLanguage(newest.spoke.title, lang),
                        moment: momentOf(lang, newest.taken_at, page.zone),
                      })
                    : seat.acknowledged_at
                      ? t('concurrence.page.received', { moment: momentOf(lang, seat.acknowledged_at, page.zone) })
                      : t('concurrence.page.not-received')}
                </p>
              </>
            ),
          };
        })}
      />
      {place !== undefined && (
        <p>
          <SafeLink href={place}>{t('concurrence.page.subject')}</SafeLink>
        </p>
      )}
      <details class="fold">
        <summary>{t('concurrence.page.shown')}</summary>
        <pre class="shown words" lang={item.lang}>
          {item.shown}
          {item.length > MOST_SHOWN && '…'}
        </pre>
        <p class="acts">
          <LinkButton
            href={`${placeOf.proposition(partnership, page.reference)}/items/${item.position}/words`}
            icon="download"
            download
          >
            {t('concurrence.page.shown-file')}
          </LinkButton>
        </p>
        <p class="meta">
          {t('concurrence.page.hash')}: <code class="hash">{item.hash}</code>
        </p>
      </details>
    </Panel>
  );
}

function recordPanel(lang: Language, partnership: string, page: PropositionPage) {
  const t = text.in(lang);
  return (
    <Panel heading={t('concurrence.page.record')}>
      <p>{t('concurrence.page.record-lead')}</p>
      <p class="acts">
        <LinkButton href={`${placeOf.proposition(partnership, page.reference)}/record`} icon="download" download>
          {t('concurrence.page.record-file')}
        </LinkButton>
      </p>
      <p class="meta">
        {t('concurrence.page.record-hash')}: <code class="hash">{page.recordHash}</code>
      </p>
    </Panel>
  );
}
