import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';

// Whoever gets letters that he did not ask for stops them by the link that each letter has, and only for himself.
let site: DemonstrationSite;
let speaker: Browser;
beforeAll(async () => {
  site = await openDemonstrationSite();
  speaker = await site.as('catherine.lavoie', 'speaker');
}, 300_000);
afterAll(() => site?.close());

async function invite(email: string): Promise<string> {
  const answer = await speaker.post('/asean-canada/invitations', {
    ...{
      name: `Somebody ${crypto.randomUUID()}`,
      email,
      language: 'en',
      role: 'contributor',
      titleEn: 'Guest',
      titleFr: 'Invité',
    },
    ...{ since: '2008-06-01', until: '', reach: 'partnership' },
  });
  expect(answer.status).toBe(303);
  const [mail] = await site.ask(
    'select id, state from platform.mail where lower(recipient) = lower($1) order by queued_at desc limit 1',
    [email],
  );
  return mail?.id as string;
}
const stateOf = async (letter: string) =>
  (
    await site.ask('select case when plain is null then state else $2 end as state from platform.mail where id = $1', [
      letter,
      'written',
    ])
  )[0]?.state;
/** The link that stands below a letter in the mailbox of the demonstration: what a real letter carries in its header. */
async function linkOf(letter: string): Promise<string> {
  const [, href = ''] =
    new RegExp(`href="(/letters/stop\\?letter=${letter}[^"]*)"`).exec(await site.visitor().text('/mailbox')) ?? [];
  return href.replaceAll('&amp;', '&');
}
const fields = (link: string) => Object.fromEntries(new URL(link, 'http://localhost').searchParams);

test('opening the link changes nothing, its button stops what others cause, and lets it come again', async () => {
  const reader = site.visitor();
  const link = await linkOf(await invite('reader@stops.example'));
  expect(await reader.text(link)).toContain('Stop the letters');
  expect(await stateOf(await invite('reader@stops.example'))).toBe('written');
  const stopped = await reader.post('/letters/stop', { ...fields(link), stopped: 'yes' });
  expect([stopped.status, stopped.headers.get('location')]).toEqual([303, link]);
  expect(await reader.text(link)).toContain('Letters are stopped');
  expect(await reader.text(`${link}&lang=fr`)).toContain('Le courrier est arrêté');
  expect(await stateOf(await invite('reader@stops.example'))).toBe('stopped');
  expect(await stateOf(await invite('Reader@Stops.example'))).toBe('stopped');
  expect(await stateOf(await invite('another@stops.example'))).toBe('written');
  const entries = await site.ask(`select act, record, after::text from platform.audit where act like 'platform.mail-%'`);
  expect(entries).toEqual([{ act: 'platform.mail-stopped', record: fields(link)['letter'], after: null }]);
  await reader.post('/letters/stop', { ...fields(link), stopped: 'no' });
  expect(await stateOf(await invite('reader@stops.example'))).toBe('written');
});

test('what the reader asks for himself comes all the same', async () => {
  const link = await linkOf(await invite('asks@stops.example'));
  await site.visitor().post('/letters/stop', { ...fields(link), stopped: 'yes' });
  const queued = async (kind: string) => {
    const [mail] = await site.ask(
      `select platform.queue_mail($1, 'en', 'asks@stops.example', 'A link', 'words', '<p>words</p>') as id`,
      [kind],
    );
    return stateOf(String(mail?.['id']));
  };
  expect([await queued('accounts.recovery'), await queued('accounts.renewal')]).toEqual(['written', 'written']);
  expect([await queued('accounts.invitation'), await queued('notify.digest')]).toEqual(['stopped', 'stopped']);
});

test('nobody stops letters to others: not by a guess, another letter’s seal, or none', async () => {
  const [mine, theirs] = [await linkOf(await invite('mine@stops.example')), await linkOf(await invite('theirs@stops.example'))];
  const forged = { ...fields(theirs), seal: fields(mine)['seal'] ?? '' };
  for (const wrong of [
    forged,
    { ...forged, seal: '' },
    { ...forged, seal: 'x'.repeat(43) },
    { ...fields(mine), letter: 'no id' },
  ]) {
    expect((await site.visitor().post('/letters/stop', { ...wrong, stopped: 'yes' } as Record<string, string>)).status).toBe(404);
    expect((await site.visitor().get(`/letters/stop?${new URLSearchParams(wrong as Record<string, string>)}`)).status).toBe(404);
  }
  expect(await stateOf(await invite('theirs@stops.example'))).toBe('written');
});
