import { text as auditText } from '../../../platform/audit/text.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { directoryText } from '../../directory/index.ts';
import { inLanguage } from '../words.ts';
import type { AuditEntry } from './audit-queries.ts';

/** The acts that have words of their own. An act of a newer module is shown by its name until it has some. */
export const ACTS = [
  'accounts.invited',
  'accounts.invitation-withdrawn',
  'directory.circle-closed',
  'directory.circle-joined',
  'directory.circle-left',
  'directory.circle-made',
  'directory.circle-renamed',
  'directory.coordinator-named',
  'directory.mandate-ended',
  'directory.mandate-given',
  'directory.partnership-founded',
  'directory.party-seated',
  'directory.person-entered',
  'followup.note-recorded',
  'accounts.capacity-worn',
  'accounts.invitation-accepted',
  'accounts.invitation-renewed',
  'accounts.token-made',
  'accounts.token-revoked',
  'concurrence.free-day-marked',
  'concurrence.free-day-unmarked',
  'concurrence.week-said',
  'discuss.comment-added',
  'discuss.comment-mended',
  'discuss.comment-withdrawn',
  'discuss.thread-opened',
  'discuss.thread-reopened',
  'discuss.thread-resolved',
  'knowledge.document-added',
  'knowledge.document-mended',
  'knowledge.document-moved',
  'knowledge.document-read',
  'knowledge.document-restored',
  'knowledge.document-withdrawn',
  'knowledge.file-replaced',
  'knowledge.passage-linked',
  'knowledge.passage-unlinked',
  'plan.plan-entered',
  'plan.promise-confirmed',
  'plan.translation-added',
  'plan.words-mended',
  'platform.asked-for-hidden',
  'platform.opened',
  'platform.refused',
] as const;

/** What was done, in words. */
export function actInWords(lang: Language, act: string): string {
  const known = ACTS.find((each) => each === act);
  return known ? auditText.in(lang)(`audit.act.${known}`) : act;
}

/** Who did it: the name and capacity, or the capacity alone where the name is not the reader's to see. */
export function whoInWords(lang: Language, entry: AuditEntry): string {
  const say = auditText.in(lang);
  if (entry.name !== null) return entry.title ? `${entry.name}, ${inLanguage(entry.title, lang)}` : entry.name;
  // What is noted by itself says in which capacity; what a person did says there what he did.
  const { role, party } = entry.act.startsWith('platform.') ? (entry.after ?? {}) : {};
  const known = (['administrator', 'secretariat', 'speaker', 'focal-point', 'contributor', 'observer'] as const).find(
    (each) => each === role,
  );
  const seat = typeof party === 'object' && party !== null ? `, ${inLanguage(party, lang)}` : '';
  if (known) return say('audit.somebody-as', { capacity: `${directoryText.in(lang)(`directory.role.${known}`)}${seat}` });
  return say(entry.somebody ? 'audit.somebody' : role === 'visitor' ? 'audit.visitor' : 'audit.installation');
}

export type Change = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** The fields of an entry that differ, with what stood before and after. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: written(before?.[field]), after: written(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function written(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
