import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { ROLES } from '../../../platform/http/acting.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { LANGUAGES, sayPhrase } from '../../../platform/i18n/index.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { InvitePersonInput, invitePerson, openInvitations, withdrawInvitation } from '../../accounts/index.ts';
import { EnterPersonInput, endMandate, enterPerson, GiveMandateInput, giveMandate, mandateDays } from '../../directory/index.ts';
import { text } from '../text.ts';
import { type InviteProblem, invitePage } from './invite.tsx';

const words = z.string().max(1_000);
/** Lenient, so that what was typed comes back with words; the actions say what is wrong with it. */
export const InviteInput = z.strictObject({
  ...{ name: words, email: words, language: words, role: words.default(''), titleEn: words, titleFr: words },
  ...{ since: words, until: words, reach: words.default('') },
});
export type InviteInput = z.infer<typeof InviteInput>;
export const WithdrawInput = z.strictObject({ invitation: z.uuid() });

/** The form, as it stands before anything was typed. */
export async function inviteForm(visit: Visit, mail: boolean): Promise<Answer> {
  const { waiting, today } = await visit.read(async (tx) => ({ waiting: await openInvitations(tx), today: await todayIn(tx) }));
  const typed: InviteInput = {
    ...{ name: '', email: '', language: visit.lang, role: '', titleEn: '', titleFr: '', since: today, until: '' },
    reach: 'partnership',
  };
  return invitePage(visit, { typed, waiting, mail, problems: [], status: 200 });
}

/** Enters the person, gives the mandate and sends the invitation, or none of it; or shows the form again with what must be mended. */
export async function inviteAnswer(
  visit: Visit<Record<string, never>, InviteInput>,
  publicUrl: URL,
  mail: boolean,
): Promise<Answer> {
  const typed = visit.input;
  const again = async (problems: readonly InviteProblem[], status: number) =>
    invitePage(visit, { typed, waiting: await visit.read(openInvitations), mail, problems, status });
  const missing = whatIsMissing(visit, typed);
  if (missing.length > 0 || !mail) return again(missing, 422);
  try {
    await visit.write(async (tx) => {
      const { acting } = visit;
      const reach = typed.reach === 'party' ? 'party' : 'partnership';
      const person = await enterPerson(tx, acting, EnterPersonInput.parse({ fullName: typed.name, reach }));
      const mandate = await giveMandate(
        tx,
        acting,
        GiveMandateInput.parse({
          ...{ person, role: typed.role, party: acting.party, organisation: null, reach, since: typed.since },
          title: { en: typed.titleEn, fr: typed.titleFr },
          until: typed.until === '' ? null : typed.until,
        }),
      );
      await invitePerson(tx, { person, mandate, email: typed.email, lang: typed.language === 'fr' ? 'fr' : 'en' }, publicUrl);
    });
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error;
    const message = sayPhrase(visit.lang, error.key, error.values);
    return again([{ message, ...(error.field === undefined ? {} : { field: error.field }) }], error.status);
  }
  return {
    seeOther: `/${visit.partnership?.slug}/invitations`,
    flash: { kind: 'done', key: 'workspace.invite.sent', values: { name: typed.name.trim(), email: typed.email.trim() } },
  };
}

/** Takes an invitation back that was not accepted, and with it the mandate that it was for. */
export async function withdrawAnswer(visit: Visit<Record<string, never>, z.infer<typeof WithdrawInput>>): Promise<Answer> {
  await visit.write(async (tx) => {
    const mandate = await withdrawInvitation(tx, visit.input.invitation);
    const days = await mandateDays(tx, mandate);
    const today = await todayIn(tx);
    // Who ended it meanwhile has done what is to be done here.
    if (days && (days.until === null || days.until > today))
      await endMandate(tx, visit.acting, mandate, { until: days.since !== null && days.since > today ? days.since : today });
  });
  return { seeOther: `/${visit.partnership?.slug}/invitations`, flash: { kind: 'done', key: 'workspace.invite.withdrawn' } };
}

function whatIsMissing(visit: Pick<Visit, 'lang'>, typed: InviteInput): InviteProblem[] {
  const t = text.in(visit.lang);
  const { shape } = GiveMandateInput;
  const rules: readonly (readonly [keyof InviteInput, z.ZodType, string])[] = [
    ['name', EnterPersonInput.shape.fullName, t('workspace.invite.name-missing')],
    ['email', InvitePersonInput.shape.email, t('workspace.invite.email-missing')],
    ['language', z.enum(LANGUAGES), t('workspace.invite.language-missing')],
    ['role', z.enum(ROLES), t('workspace.invite.role-missing')],
    ['titleEn', shape.title.shape.en, t('workspace.invite.title-missing')],
    ['titleFr', shape.title.shape.fr, t('workspace.invite.title-missing')],
    ['since', shape.since, t('workspace.invite.day-missing')],
    ['until', z.union([z.literal(''), z.iso.date()]), t('workspace.invite.day-missing')],
    ['reach', shape.reach, t('workspace.invite.reach-missing')],
  ];
  const problems = rules
    .filter(([field, rule]) => !rule.safeParse(typed[field]).success)
    .map(([field, , message]) => ({ field, message }));
  if (problems.length === 0 && typed.until !== '' && typed.until <= typed.since)
    problems.push({ field: 'until', message: t('workspace.invite.until-before') });
  return problems;
}

async function todayIn(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select platform.today()::text as today`.execute(tx);
  return rows[0]?.today ?? '';
}
