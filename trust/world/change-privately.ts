import { hideLine } from '../../src/fixtures/hidden.ts';
import type { World } from './open-world.ts';

const PLAN = '/asean-canada/plans/2007-10';
const LINES = ['A.2.4.5', 'A.2.4', 'A', 'P.2007-08.1', 'B.1.2', 'A.2.4.5.a', 'B.1.1', 'A.1.1.1'];

/**
 * What people of Canada do among themselves: notes, kept, changed and emptied; a line of their own in the plan that everybody reads; an invitation
 * that waits and one that was withdrawn. @returns how many changes
 */
export async function changePrivately({ site, admin }: World): Promise<number> {
  const canada = await site.as('catherine.lavoie', 'speaker');
  let changes = 0;
  for (const [at, reference] of LINES.entries()) {
    const { rows } = await admin.query<{ version: number }>(
      `select r.version from followup.note f join platform.record r using (id) join plan.node n on n.id = f.node join plan.plan p on p.id = n.plan
        join directory.party y on y.circle = f.owner where n.reference = $1 and p.slug = '2007-10' and y.slug = 'canada'`,
      [reference],
    );
    let version = rows[0]?.version ?? 0;
    for (const words of ['zebrafish and haze', 'quetzal', ''].slice(0, 1 + (at % 3))) {
      const said = { lineToTake: words, background: words, nextStep: words, whose: words, due: words === '' ? '' : '2031-12-24' };
      const answer = await canada.post(`${PLAN}/lines/${reference}/note`, { ...said, version: String(version) });
      if (answer.status === 404) break;
      if (answer.status !== 303) throw new Error(`Canada could not write on ${reference}: ${answer.status}`);
      changes += 1;
      version += 1;
    }
  }
  const names = {
    titleEn: 'Guest',
    titleFr: 'Invité',
    role: 'contributor',
    since: '2008-06-30',
    until: '',
    reach: 'party',
    language: 'en',
  };
  for (const name of ['Zebra Fish', 'Quetzal Bird']) {
    const answer = await canada.post('/asean-canada/invitations', {
      ...names,
      name,
      email: `${name.split(' ')[0]}@invited.example`,
    });
    if (answer.status !== 303) throw new Error(`Canada could not invite: ${answer.status}`);
    changes += 1;
  }
  const { rows: invited } = await admin.query<{ id: string }>(`select id from accounts.invitation where email ilike 'quetzal@%'`);
  await canada.post('/asean-canada/invitations/withdrawals', { invitation: invited[0]?.id ?? '' });
  // A second line of Canada’s own, where there is one already.
  await admin.query(`update plan.node set reference = 'A.2.4.88', number = '2.4.88' where reference = 'A.2.4.99'`);
  await hideLine(site, canada, '2007-10');
  return changes + 3;
}
