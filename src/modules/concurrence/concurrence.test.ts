import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { somebody } from '../accounts/fixtures/somebody.ts';
import { acknowledgeReceipt } from './acknowledge-receipt.ts';
import { canonical, sha256, verifyRecord } from './canonical.ts';
import { extendDeadline } from './extend-deadline.ts';
import { closeDueBy, MONDAY, openSeats, reword, type Seats } from './fixtures/seats.ts';
import { withdrawProposition } from './withdraw-proposition.ts';

let seats: Seats;
let canada: Acting;
let asean: Acting;
let laos: Acting;
let vietnam: Acting;
let secretariat: Acting;
beforeAll(async () => {
  seats = await openSeats();
  const speak = async (party: string) => (await somebody(seats.site, { role: 'speaker', party })).acting;
  [canada, asean, laos, vietnam] = [await speak('canada'), await speak('asean'), await speak('laos'), await speak('vietnam')];
  secretariat = (await somebody(seats.site, { role: 'secretariat' })).acting;
}, 120_000);
afterAll(() => seats?.site.close());
beforeEach(() => seats.standAt(MONDAY));

const write = <T>(acting: Acting, work: Parameters<typeof seats.site.database.withActor<T>>[2]) =>
  seats.site.database.withActor(acting.secret, 'write', work);
const receive = (acting: Acting, proposition: string) => write(acting, (tx) => acknowledgeReceipt(tx, proposition));
const carriedOf = async (paper: string) =>
  (await seats.ask('select carried from concurrence.paper where id = $1', [paper]))[0].carried;
const closingsOf = (proposition: string) =>
  seats.ask('select event, encode(sha256, $2) as hash from concurrence.closing where proposition = $1', [proposition, 'hex']);
const SILENCE = { procedure: 'silence', deadline: '2008-01-09T09:00' } as const;

describe('an express procedure', () => {
  test('is carried by the last seat, and not before', async () => {
    const paper = await seats.subject('These words');
    const put = await seats.put(secretariat, [paper]);
    expect(await seats.take(canada, put, 'concur')).toBe('open');
    expect(await carriedOf(paper)).toBeNull();
    expect(await seats.take(asean, put, 'concur')).toBe('carried');
    expect(await carriedOf(paper)).toBe(put);
    await expect(seats.take(canada, put, 'object')).rejects.toMatchObject({ key: 'concurrence.closed' });
  });
  test('closes once when both concur in the same instant', async () => {
    for (let round = 0; round < 15; round += 1) {
      const paper = await seats.subject(`Words ${round}`);
      const put = await seats.put(secretariat, [paper]);
      const states = await Promise.all([seats.take(canada, put, 'concur'), seats.take(asean, put, 'concur')]);
      expect(states.sort()).toEqual(['carried', 'open']);
      expect(await closingsOf(put)).toHaveLength(1);
    }
  });
  test.each(['object', 'reserve', 'concur-ad-referendum'] as const)(
    '%s keeps it open, until the seat changes its mind',
    async (stance) => {
      const paper = await seats.subject('Words');
      const put = await seats.put(secretariat, [paper]);
      await seats.take(asean, put, 'concur');
      expect(await seats.take(canada, put, stance)).toBe('open');
      expect(await carriedOf(paper)).toBeNull();
      expect(await seats.take(canada, put, 'concur')).toBe('carried');
    },
  );
  test('a seat that takes its concurrence back is not counted', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')]);
    await seats.take(canada, put, 'concur');
    await seats.take(canada, put, 'object');
    expect(await seats.take(asean, put, 'concur')).toBe('open');
  });
});

describe('silence', () => {
  test('carries at the deadline when all have acknowledged receipt and nobody speaks', async () => {
    const paper = await seats.subject('Silent words');
    const put = await seats.put(secretariat, [paper], SILENCE);
    expect(await receive(canada, put)).toBe(true);
    expect(await receive(canada, put)).toBe(false);
    await receive(asean, put);
    expect(await closeDueBy(seats.site)).toBe(0);
    await seats.standAt('2008-01-09');
    expect(await closeDueBy(seats.site)).toBe(1);
    expect(await closeDueBy(seats.site)).toBe(0);
    expect([await seats.stateOf(put), await carriedOf(paper)]).toEqual(['carried', put]);
  });
  test('does not count for a seat that has not acknowledged receipt', async () => {
    const paper = await seats.subject('Words');
    const put = await seats.put(secretariat, [paper], SILENCE);
    await receive(canada, put);
    await seats.standAt('2008-01-09');
    await closeDueBy(seats.site);
    expect([await seats.stateOf(put), await carriedOf(paper)]).toEqual(['lapsed', null]);
  });
  test('a position counts as receipt', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')], SILENCE);
    await receive(canada, put);
    expect(await seats.take(asean, put, 'concur')).toBe('open');
    await seats.standAt('2008-01-09');
    await closeDueBy(seats.site);
    expect(await seats.stateOf(put)).toBe('carried');
  });
  test.each([
    ['object', 'broken'],
    ['counter', 'broken'],
  ] as const)('%s breaks it at once', async (stance, state) => {
    const paper = await seats.subject('Words');
    const put = await seats.put(secretariat, [paper], SILENCE);
    await receive(canada, put);
    expect(await seats.take(asean, put, stance, stance === 'counter' ? { counter: 'Other words' } : {})).toBe(state);
    await seats.standAt('2008-01-09');
    expect(await closeDueBy(seats.site)).toBe(0);
    expect(await carriedOf(paper)).toBeNull();
  });
  test.each(['reserve', 'concur-ad-referendum'] as const)(
    '%s that still stands at the deadline lets it lapse',
    async (stance) => {
      const put = await seats.put(secretariat, [await seats.subject('Words')], SILENCE);
      await receive(canada, put);
      expect(await seats.take(asean, put, stance)).toBe('open');
      await seats.standAt('2008-01-09');
      await closeDueBy(seats.site);
      expect(await seats.stateOf(put)).toBe('lapsed');
    },
  );
  test('is over at the deadline, whether or not somebody closed it yet', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')], SILENCE);
    await receive(canada, put);
    await receive(asean, put);
    await seats.standAt('2008-01-09');
    await expect(seats.take(canada, put, 'object')).rejects.toMatchObject({ key: 'concurrence.closed' });
    await closeDueBy(seats.site);
    expect(await seats.stateOf(put)).toBe('carried');
  });
  test('more time is given by whoever proposed, to all', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')], SILENCE);
    const more = { deadline: '2008-01-10T09:00', reason: 'a holiday in Jakarta' };
    await expect(write(canada, (tx) => extendDeadline(tx, put, more))).rejects.toMatchObject({
      key: 'concurrence.only-who-proposed',
    });
    await expect(
      write(secretariat, (tx) => extendDeadline(tx, put, { ...more, deadline: '2008-01-08T09:00' })),
    ).rejects.toMatchObject({ field: 'deadline' });
    await write(secretariat, (tx) => extendDeadline(tx, put, more));
    await seats.standAt('2008-01-09');
    expect(await closeDueBy(seats.site)).toBe(0);
    await expect(receive(canada, put)).resolves.toBe(true);
  });
});

describe('a deadline leaves every seat 24 hours on its working days', () => {
  const put = async (deadline: string, zone = 'UTC') =>
    seats.put(secretariat, [await seats.subject(`Until ${deadline}`)], { procedure: 'silence', deadline, zone });
  test.each([
    ['2008-01-11', '2008-01-14T09:00', true],
    ['2008-01-11', '2008-01-14T08:59', false],
    ['2008-01-11', '2008-01-13T23:00', false],
    ['2008-01-07', '2008-01-08T09:00', true],
  ])('from nine o’clock on %s until %s: %s', async (day, deadline, fits) => {
    await seats.standAt(day);
    if (fits) await expect(put(deadline)).resolves.toEqual(expect.any(String));
    else await expect(put(deadline)).rejects.toMatchObject({ key: 'concurrence.too-early', field: 'deadline' });
  });
  test('by the calendar of each party', async () => {
    await seats.ask(
      `insert into concurrence.free_day (party, day, name, wall, owner) values ($1, '2008-01-08', 'Awal Muharram', $2, $3)`,
      [seats.site.parties.asean, seats.site.walls.partnership, seats.site.walls.asean],
    );
    await expect(put('2008-01-08T12:00')).rejects.toMatchObject({ key: 'concurrence.too-early', values: { party: 'asean' } });
    await seats.ask('delete from concurrence.free_day');
  });
  test.each([
    ['2008-03-09', 23],
    ['2008-11-02', 25],
    ['2008-02-29', 24],
  ])('%s has %d hours in Toronto', async (day, hours) => {
    await seats.ask(
      `insert into concurrence.week (party, free, wall, owner) values ($1, '{6}', $2, $3) on conflict (party) do update set free = excluded.free`,
      [seats.site.parties.canada, seats.site.walls.partnership, seats.site.walls.canada],
    );
    const [{ time }] = await seats.ask(
      `select extract(epoch from concurrence.working_time($1, ($2::date)::timestamp at time zone 'America/Toronto', ($2::date + 1)::timestamp at time zone 'America/Toronto', 'America/Toronto'))::int as time`,
      [seats.site.parties.canada, day],
    );
    expect(time).toBe(hours * 3600);
    await seats.ask('delete from concurrence.week');
  });
  test.each(['Mars/Olympus', '', 'Asia/Jakarta; drop table x'])('in a zone that exists, and not in %j', async (zone) => {
    await expect(put('2008-01-20T09:00', zone)).rejects.toMatchObject({ field: 'zone' });
  });
});

describe('nobody speaks for another seat', () => {
  test('whatever role it is, and whatever function it calls', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')], SILENCE);
    const others = [
      secretariat,
      laos,
      (await somebody(seats.site, { role: 'administrator' })).acting,
      (await somebody(seats.site, { role: 'focal-point', party: 'canada' })).acting,
      (await somebody(seats.site, { role: 'contributor', party: 'canada' })).acting,
    ];
    for (const acting of others) {
      const refused = acting === laos ? { status: 403 } : { key: 'concurrence.only-its-speaker' };
      await expect(seats.take(acting, put, 'concur'), acting.role).rejects.toMatchObject(refused);
      await expect(receive(acting, put), acting.role).rejects.toMatchObject({ status: 403 });
    }
    const observer = (await somebody(seats.site, { role: 'observer' })).acting;
    await expect(seats.take(observer, put, 'concur')).rejects.toMatchObject({ status: 404 });
  });
  test('nor writes past the functions', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')], SILENCE);
    const client = new pg.Client({ ...seats.site.keeperConfig });
    await client.connect();
    await client.query('set role ent_app');
    for (const statement of [
      `insert into concurrence.position (proposition, item, party, stance, reason, seen, taken_by, spoke, wall) select p.id, 1, gen_random_uuid(), 'concur', '', sha256(''), gen_random_uuid(), '{}', p.wall from concurrence.proposition p`,
      `update concurrence.proposition set state = 'carried', closed_at = now()`,
      `update concurrence.item set state = 'carried'`,
      `update concurrence.seat set acknowledged_at = now(), acknowledged_by = gen_random_uuid()`,
      `select concurrence.close(p, 'carried', null) from concurrence.proposition p`,
      'select concurrence.close_due(1)',
      `select concurrence.carried_paper('${put}', '${put}')`,
    ])
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    await client.end();
    await expect(seats.ask(`update concurrence.position set stance = 'concur'`)).rejects.toThrow(/never changed/);
  });
  test('nor concurs with words that he has not seen', async () => {
    const put = await seats.put(secretariat, [await seats.subject('Words')]);
    await expect(seats.take(canada, put, 'concur', { seen: sha256('Other words') })).rejects.toMatchObject({
      key: 'concurrence.other-words',
    });
  });
});

describe('a subject', () => {
  test('that changes is superseded, and can be put anew', async () => {
    const paper = await seats.subject('A slip');
    const put = await seats.put(secretariat, [paper]);
    await seats.take(canada, put, 'concur');
    await reword(seats, paper, 'A slip, mended');
    expect(await seats.stateOf(put)).toBe('superseded');
    await expect(seats.take(asean, put, 'concur')).rejects.toMatchObject({ key: 'concurrence.closed' });
    const again = await seats.put(secretariat, [paper]);
    await seats.take(canada, again, 'concur');
    expect(await seats.take(asean, again, 'concur')).toBe('carried');
  });
  test('that was changed without saying so is not carried in other words', async () => {
    const paper = await seats.subject('Words');
    const put = await seats.put(secretariat, [paper]);
    await seats.take(canada, put, 'concur');
    await seats.ask(`update concurrence.paper set words = 'Other words' where id = $1`, [paper]);
    expect(await seats.take(asean, put, 'concur')).toBe('superseded');
    expect(await carriedOf(paper)).toBeNull();
  });
  test('is before the seats once at a time', async () => {
    const paper = await seats.subject('Words');
    await seats.put(secretariat, [paper]);
    await expect(seats.put(secretariat, [paper])).rejects.toMatchObject({ key: 'concurrence.open-already' });
  });
  test('that not all who are asked see is not put to them, and neither is what nobody sees', async () => {
    await expect(seats.put(asean, [await seats.subject('ASEAN only', seats.site.walls.asean)])).rejects.toMatchObject({
      status: 404,
    });
    await expect(seats.put(secretariat, [await seats.subject('Canada only', seats.site.walls.canada)])).rejects.toMatchObject({
      status: 404,
    });
    await expect(seats.put(secretariat, [crypto.randomUUID()])).rejects.toMatchObject({ status: 404 });
  });
});

describe('a bundle', () => {
  test('goes on without the item that a seat objects to', async () => {
    const papers = [await seats.subject('First'), await seats.subject('Second'), await seats.subject('Third')];
    const put = await seats.put(secretariat, papers, SILENCE);
    await receive(canada, put);
    expect(await seats.take(asean, put, 'object', { item: 2 })).toBe('open');
    await seats.standAt('2008-01-09');
    await closeDueBy(seats.site);
    expect(await Promise.all(papers.map(carriedOf))).toEqual([put, null, put]);
    expect(await seats.stateOf(put)).toBe('carried');
    const [closing] = await closingsOf(put);
    expect(JSON.parse(closing.event).items.map((item: { state: string }) => item.state)).toEqual([
      'carried',
      'broken',
      'carried',
    ]);
  });
});

describe('inside a bloc', () => {
  test('the member states are asked by its speaker, and nobody outside learns of it', async () => {
    const bloc = seats.site.parties.asean ?? '';
    const paper = await seats.subject('What ASEAN will say', seats.site.walls.asean);
    const put = await seats.put(asean, [paper], { bloc, ...SILENCE });
    await expect(seats.put(canada, [paper], { bloc })).rejects.toMatchObject({ status: 403 });
    await receive(laos, put);
    await receive(vietnam, put);
    for (const acting of [canada, secretariat]) {
      await expect(receive(acting, put)).rejects.toMatchObject({ status: 404 });
      const seen = await seats.site.database.withActor(acting.secret, 'read', (tx) =>
        tx.selectFrom('concurrence.v_proposition').select('id').where('id', '=', put).execute(),
      );
      expect(seen).toEqual([]);
    }
    await seats.standAt('2008-01-09');
    await closeDueBy(seats.site);
    expect(await carriedOf(paper)).toBe(put);
  });
});

describe('the record of a closing', () => {
  test('is canonical JSON that either side can verify, with who spoke in which capacity', async () => {
    const paper = await seats.subject('Words – “verbatim”, é, 𝒫, \u0001 and\ttab');
    const put = await seats.put(secretariat, [paper], { reason: 'as agreed\nin the ICM' });
    await seats.take(canada, put, 'object', { reason: 'a slip in line two' });
    await seats.take(canada, put, 'concur');
    await seats.take(asean, put, 'concur');
    const [{ event, hash }] = await closingsOf(put);
    const [{ shown }] = await seats.ask('select shown from concurrence.item where proposition = $1', [put]);
    expect(canonical(JSON.parse(event))).toBe(event);
    expect(verifyRecord(event, hash, new Map([[1, shown]]))).toEqual([]);
    expect(verifyRecord(event.replace('a slip', 'a skip'), hash)).toEqual(['other-hash']);
    expect(verifyRecord(event, hash, new Map([[1, `${shown} `]]))).toEqual(['other-words']);
    expect(JSON.parse(event)).toMatchObject({
      ...{
        state: 'carried',
        act: 'approved',
        procedure: 'express',
        partnership: 'asean-canada',
        opened: '2008-01-07T09:00:00.000Z',
      },
      items: [
        {
          positions: [
            { party: 'canada', stance: 'object', reason: 'a slip in line two', by: { title: { en: 'Desk officer' } } },
            { stance: 'concur' },
            { party: 'asean' },
          ],
        },
      ],
    });
  });
  test('is written for what is withdrawn, too', async () => {
    const put = await seats.put(canada, [await seats.subject('Words')]);
    await expect(write(asean, (tx) => withdrawProposition(tx, put, { reason: 'not mine' }))).rejects.toMatchObject({
      status: 403,
    });
    await write(canada, (tx) => withdrawProposition(tx, put, { reason: 'to be put in July' }));
    expect(JSON.parse((await closingsOf(put))[0].event)).toMatchObject({ state: 'withdrawn', closedReason: 'to be put in July' });
    await expect(write(canada, (tx) => withdrawProposition(tx, put, { reason: 'twice' }))).rejects.toMatchObject({
      key: 'concurrence.closed',
    });
  });
});
