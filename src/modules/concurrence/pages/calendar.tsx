import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, type Refusal } from '../../../platform/refusal.ts';
import { Button, ErrorSummary, Field, Form, PageHead, Panel, SubmitBar } from '../../../platform/ui/index.ts';
import { type CalendarRow, calendarsOf } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { inLanguage } from './say.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
export type CalendarForm = { readonly typed?: Readonly<Record<string, string>>; readonly refusal?: Refusal };

/** The working days of every party, and the forms for the calendar of the seat that one speaks for. */
export async function calendarPage(visit: Visit, form: CalendarForm = {}): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const calendars = await visit.read((tx) => calendarsOf(tx, partnership.id));
  const { refusal } = form;
  const message = refusal && sayPhrase(lang, refusal.key, refusal.values);
  return {
    title: t('concurrence.calendar.title'),
    status: refusal?.status ?? 200,
    kind: 'document',
    breadcrumbs: [
      { label: t('concurrence.list.title'), href: placeOf.list(partnership.slug) },
      { label: t('concurrence.calendar.title') },
    ],
    body: (
      <>
        <PageHead title={t('concurrence.calendar.title')} />
        <p class="page-lead">{t('concurrence.calendar.lead')}</p>
        {refusal && message !== undefined && (
          <ErrorSummary lang={lang} errors={[{ message, ...(refusal.field === undefined ? {} : { field: refusal.field }) }]} />
        )}
        {calendars.map((calendar) => (
          <Panel heading={inLanguage(calendar.name, lang)}>
            <p>{weekInWords(visit, calendar)}</p>
            {calendar.days.length === 0 ? (
              <p>{t('concurrence.calendar.none')}</p>
            ) : (
              <>
                <h3>{t('concurrence.calendar.days')}</h3>
                <ul class="rows">{calendar.days.map((each) => freeDay(visit, calendar, each))}</ul>
              </>
            )}
            {calendar.own && visit.acting.role === 'speaker' && ownForms(visit, calendar, form)}
          </Panel>
        ))}
      </>
    ),
  };
}

function weekInWords({ lang }: Pick<Visit, 'lang'>, { free }: CalendarRow): string {
  const t = text.in(lang);
  if (free.length === 0) return t('concurrence.calendar.no-week');
  const days = WEEK.filter((day) => free.includes(day)).map((day) => t(`concurrence.calendar.weekday.${day}`));
  return `${t('concurrence.calendar.week')}: ${new Intl.ListFormat(lang === 'fr' ? 'fr-CA' : 'en-CA').format(days)}`;
}

function freeDay(visit: Visit, calendar: CalendarRow, { day, name }: CalendarRow['days'][number]) {
  const t = text.in(visit.lang);
  const words = dateInWords(visit.lang, day);
  return (
    <li>
      {words}: {name}
      {calendar.own && visit.acting.role === 'speaker' && (
        <Form action={`${placeOf.days(visit.partnership?.slug ?? '')}/removal`} csrf={visit.csrf} layout="line">
          <input type="hidden" name="day" value={day} />
          <button type="submit" class="button quiet" aria-label={t('concurrence.calendar.unmark-of', { day: words })}>
            {t('concurrence.calendar.unmark')}
          </button>
        </Form>
      )}
    </li>
  );
}

function ownForms(visit: Visit, calendar: CalendarRow, { typed, refusal }: CalendarForm) {
  const { lang, csrf } = visit;
  const t = text.in(lang);
  const base = placeOf.days(visit.partnership?.slug ?? '');
  const errorAt = (field: string) => (refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined);
  return (
    <>
      <Form action={base} csrf={csrf}>
        <Field
          {...{ lang, kind: 'date', name: 'day', label: t('concurrence.calendar.day'), value: typed?.day, error: errorAt('day') }}
        />
        <Field
          {...{ lang, kind: 'text', name: 'name', label: t('concurrence.calendar.name'), value: typed?.name, maxlength: 120 }}
          error={errorAt('name')}
        />
        <SubmitBar seenBy={t('concurrence.page.readers-parties')}>
          <Button>{t('concurrence.calendar.mark')}</Button>
        </SubmitBar>
      </Form>
      <Form action={`${base}/week`} csrf={csrf}>
        <Field
          {...{
            lang,
            kind: 'checkboxes',
            name: 'free',
            label: t('concurrence.calendar.week'),
            required: false,
            error: errorAt('free'),
          }}
          values={calendar.free.map(String)}
          options={WEEK.map((day) => ({ value: String(day), label: t(`concurrence.calendar.weekday.${day}`) }))}
        />
        <SubmitBar>
          <Button>{t('concurrence.calendar.say-week')}</Button>
        </SubmitBar>
      </Form>
    </>
  );
}
