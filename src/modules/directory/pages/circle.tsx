import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Button, DataTable, ErrorSummary, Form, Panel, WallBand } from '../../../platform/ui/index.ts';
import { nameIn } from '../name-in.ts';
import type { Candidate, CircleMember, CircleRow } from '../queries.ts';
import { sayReaders } from '../say-readers.ts';
import { sayTerm } from '../say-term.ts';
import { text } from '../text.ts';
import { type CirclesView, type CirclesVisit, circlesAddress } from './circles-view.ts';

/** One circle: who reads in it, who is and was in it, and the acts of those who mind it. */
export function circlePanel(visit: CirclesVisit, view: CirclesView, circle: CircleRow) {
  const { lang } = visit;
  const t = text.in(lang);
  const minded = circle.minded && circle.closed === null;
  const problem = view.problem?.circle === circle.id ? view.problem : undefined;
  const people = circle.people === null ? undefined : t('directory.circle-people', { count: circle.people });
  return (
    <Panel heading={circle.name} id={`circle-${circle.id}`} note={people}>
      {problem && <ErrorSummary lang={lang} takesFocus={false} errors={[{ message: problem.message }]} />}
      <WallBand sentence={sayReaders(lang, circle.readers)}>
        <p>
          {t(circle.inside === 'partnership' ? 'directory.circle-of-partnership' : 'directory.circle-of-side')}{' '}
          {t('directory.circle-made-on', { day: dateInWords(lang, circle.made) })}
          {circle.closed !== null && ` ${t('directory.circle-closed-on', { day: dateInWords(lang, circle.closed) })}`}
          {circle.earlier.length > 0 && ` ${t('directory.circle-earlier', { names: circle.earlier.join(', ') })}`}
        </p>
        {memberTable(visit, circle)}
      </WallBand>
      {minded && (
        <details class="note-fold" open={problem !== undefined}>
          <summary>{t('directory.circle-mind')}</summary>
          {mindForms(visit, view, circle)}
        </details>
      )}
    </Panel>
  );
}

function memberTable(visit: CirclesVisit, circle: CircleRow) {
  const { lang, acting } = visit;
  const t = text.in(lang);
  const form = `leave-${circle.id}`;
  const mayTakeOut = (member: CircleMember) =>
    member.left === null &&
    (circle.minded ||
      member.mandate === acting.mandate ||
      (acting.role === 'speaker' && member.party !== null && member.party === acting.party));
  return (
    <>
      {circle.members.some(mayTakeOut) && (
        <Form action={`${circlesAddress(visit.partnership?.slug ?? '')}/departures`} csrf={visit.csrf} id={form} layout="line">
          {null}
        </Form>
      )}
      <DataTable
        lang={lang}
        caption={t('directory.circle-members')}
        hideCaption
        rows={circle.members}
        columns={[
          { label: t('directory.circle-member'), heads: true, cell: (member) => memberName(lang, member) },
          {
            label: t('directory.term'),
            width: 'narrow',
            cell: (member) => sayTerm(lang, { since: member.joined, until: null, ...leftOn(member) }),
          },
          {
            label: t('directory.circle-act'),
            hideLabel: true,
            width: 'narrow',
            cell: (member) =>
              mayTakeOut(member) ? (
                <Button form={form} name="member" value={member.id}>
                  {t(member.mandate === acting.mandate ? 'directory.circle-leave' : 'directory.circle-take-out')}{' '}
                  <span class="unseen">{memberWords(lang, member)}</span>
                </Button>
              ) : (
                ''
              ),
          },
        ]}
      />
    </>
  );
}

// A term is said with its last day, and stored with the first day after it: who left on a day was in it on that day.
function leftOn({ left }: CircleMember): { until?: string } {
  if (left === null) return {};
  return { until: new Date(Date.parse(`${left}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) };
}

function memberWords(lang: Language, member: CircleMember): string {
  const t = text.in(lang);
  const seat = member.seat_name ? nameIn(lang, member.seat_name).words : '';
  return member.name === null ? t('directory.circle-seat', { party: seat }) : member.name;
}

function memberName(lang: Language, member: CircleMember) {
  const t = text.in(lang);
  const seat = member.seat_name ? nameIn(lang, member.seat_name).words : '';
  const title = member.title ? nameIn(lang, member.title) : undefined;
  return (
    <>
      {memberWords(lang, member)}
      {title && (
        <span class="quiet-words">
          {' · '}
          <span lang={title.lang}>{title.words}</span>
          {seat !== '' && ` · ${seat}`}
        </span>
      )}
      {member.left === null && member.over && <span class="quiet-words"> · {t('directory.circle-mandate-over')}</span>}
    </>
  );
}

function mindForms(visit: CirclesVisit, { candidates, problem, seat }: CirclesView, circle: CircleRow) {
  const { lang } = visit;
  const t = text.in(lang);
  const base = circlesAddress(visit.partnership?.slug ?? '');
  const open = candidates.filter((candidate) => mayJoin(candidate, circle, visit.acting.party));
  const id = <input type="hidden" name="circle" value={circle.id} />;
  const typed = problem?.circle === circle.id ? problem.name : undefined;
  return (
    <>
      {open.length > 0 ? (
        <Form action={`${base}/members`} csrf={visit.csrf} layout="line">
          {id}
          <label for={`add-${circle.id}`}>{t('directory.circle-add')}</label>
          <select id={`add-${circle.id}`} name="member" class="form-select" required>
            <option value="">{t('directory.circle-choose')}</option>
            {open.map((candidate) => (
              <option value={candidate.value}>{candidateWords(lang, candidate)}</option>
            ))}
          </select>
          <Button icon="plus">{t('directory.circle-put-in')}</Button>
        </Form>
      ) : (
        <p class="help">{t('directory.circle-nobody-left')}</p>
      )}
      <p class="help">
        {t(circle.inside === 'partnership' ? 'directory.circle-add-partnership' : 'directory.circle-add-side', { party: seat })}
      </p>
      <Form action={`${base}/names`} csrf={visit.csrf} layout="line">
        {id}
        <label for={`name-${circle.id}`}>{t('directory.circle-name-label')}</label>
        <input id={`name-${circle.id}`} name="name" type="text" maxlength={80} required value={typed ?? circle.name} />
        <Button>{t('directory.circle-rename')}</Button>
      </Form>
      <Form action={`${base}/closings`} csrf={visit.csrf} layout="line">
        {id}
        <Button>{t('directory.circle-close')}</Button>
        <p class="help">{t('directory.circle-close-means')}</p>
      </Form>
    </>
  );
}

/** Whether the database would take it in: it says the last word, and this only spares a question that has no answer. */
function mayJoin(candidate: Candidate, circle: CircleRow, own: string | null): boolean {
  const [, id] = candidate.value.split(':');
  if (circle.members.some((member) => member.left === null && (member.mandate === id || member.party === id))) return false;
  if (circle.inside === 'partnership') return candidate.name === null || candidate.wall_kind === 'partnership';
  return candidate.seat === own || candidate.bloc === own;
}

function candidateWords(lang: Language, candidate: Candidate): string {
  const t = text.in(lang);
  const party = nameIn(lang, candidate.seat_name).words;
  if (candidate.name === null) return t('directory.circle-seat', { party });
  return [candidate.name, candidate.title ? nameIn(lang, candidate.title).words : '', party].filter(Boolean).join(', ');
}
