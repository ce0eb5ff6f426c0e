import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoParties, type TwoParties } from '../db/fixtures/two-parties.ts';
import { indexWords } from './index-words.ts';

let site: TwoParties;
const lines = {} as Record<string, string>;
const WORDS = {
  haze: {
    en: ['A.2.4.5 Transboundary haze', 'Supporting the implementation of agreements on haze pollution and peatland fires'],
    fr: [
      'A.2.4.5 Brume transfrontière',
      'Appuyer la mise en œuvre des accords sur la pollution par la brume et les feux de tourbières',
    ],
  },
  health: {
    en: ['A.3.1 Health', 'Cooperating on emerging infectious diseases; the Philippines’ laboratories'],
    fr: ['A.3.1 Santé', 'Coopérer contre les maladies infectieuses émergentes ; l’Équipe des laboratoires'],
  },
  trade: {
    en: ['B.1 Trade', 'Small and medium enterprises'],
    fr: ['B.1 Commerce', 'Les petites et moyennes entreprises, à l’écoute des marchés'],
  },
} as const;

beforeAll(async () => {
  site = await openTwoParties();
  for (const [name, words] of Object.entries(WORDS)) {
    const record = await site.record('public', 'canada', name);
    lines[name] = record;
    await site.database.withActor(site.secrets.canada, 'write', (tx) =>
      indexWords(
        tx,
        (['en', 'fr'] as const).map((lang) => ({ record, part: 'words', lang, strong: words[lang][0], plain: words[lang][1] })),
      ),
    );
  }
});
afterAll(() => site.close());

const search = async (query: string, most = 50): Promise<{ name: string | undefined; lang: string; rank: number }[]> => {
  const { rows } = await site.database.withActor(site.secrets.visitor, 'read', (tx) =>
    sql<{
      record: string;
      lang: string;
      rank: number;
    }>`select record, lang, rank from platform.search(${query}, ${site.partnership}, ${most})`.execute(tx),
  );
  return rows.map(({ record, lang, rank }) => ({ name: Object.keys(lines).find((each) => lines[each] === record), lang, rank }));
};
const names = async (query: string): Promise<string[]> =>
  [...new Set((await search(query)).map((hit) => hit.name ?? '?'))].sort();

test.each([
  ['haze', ['haze']],
  ['HAZE', ['haze']],
  ['hazes', ['haze']],
  ['brume', ['haze']],
  ['Brumes', ['haze']],
  ['brûme', ['haze']],
  ['tourbière', ['haze']],
  ['transfrontière', ['haze']],
  ['transfrontiere', ['haze']],
  ['transfrontières', ['haze']],
  ['œuvre', ['haze']],
  ['oeuvre', ['haze']],
  ['agreement', ['haze']],
  ['implementing', ['haze']],
  ['sante', ['health']],
  ['santé', ['health']],
  ['disease', ['health']],
  ['maladie', ['health']],
  ['equipe', ['health']],
  ['laboratory', ['health']],
  ['laboratoire', ['health']],
  ['entreprise', ['trade']],
  ['ecoute', ['trade']],
  ['A.2.4.5', ['haze']],
  ['a.2.4.5', ['haze']],
  ['cooperate', ['health']],
  ['nowhere', []],
] as const)('“%s” finds %j', async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test.each([
  ['haze pollution', ['haze']],
  ['haze laboratories', []],
  ['haze or laboratories', ['haze', 'health']],
  ['"peatland fires"', ['haze']],
  ['"fires peatland"', []],
  ['laboratories -haze', ['health']],
  ['fires -haze', []],
] as const)('several words, quotes, “or” and a minus: %s', async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test.each([
  '',
  ' ',
  '"',
  '""',
  '-',
  '- -',
  '!',
  '&|!():*<->',
  `'`,
  `''; drop table platform.record; --`,
  '\\',
  '%_',
  '<script>',
  '💩',
  'the',
  'de la',
  '…',
])('odd input finds nothing and breaks nothing: %j', async (query) => {
  expect(await search(query)).toEqual([]);
});

test('any words at all are answered', async () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', "'", '-', '(', ')', ':', '*', '&', '|', '!', 'or', ' ', 'haze') }),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (query) => {
      const hits = await search(query.toWellFormed().replaceAll('\0', ''));
      expect(hits.every((hit) => hit.name !== undefined)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('a heading counts more than the words under it, and no more is given than was asked for', async () => {
  const hits = await search('haze or fires');
  expect(hits[0]?.rank).toBeGreaterThan(0);
  const single = async (query: string) => (await search(query)).find((hit) => hit.lang === 'en')?.rank ?? 0;
  expect(await single('transboundary')).toBeGreaterThan(await single('peatland'));
  expect(await search('haze or laboratories or enterprises', 1)).toHaveLength(1);
});

test('words that are put again replace those before', async () => {
  const record = lines.trade ?? '';
  const put = (plain: string) =>
    site.database.withActor(site.secrets.canada, 'write', (tx) =>
      indexWords(tx, [{ record, part: 'more', lang: 'en', strong: '', plain }]),
    );
  await put('volcano');
  expect(await names('volcano')).toEqual(['trade']);
  await put('glacier');
  expect([await names('volcano'), await names('glaciers')]).toEqual([[], ['trade']]);
});

test('another partnership’s words are not found here', async () => {
  const { rows } = await site.database.withActor(site.secrets.visitor, 'read', (tx) =>
    sql`select from platform.search('haze', ${crypto.randomUUID()}, 9)`.execute(tx),
  );
  expect(rows).toEqual([]);
});

test('within a record only what is part of it is found', async () => {
  const [plan, line, other] = [
    await site.record('public', 'canada', 'a plan'),
    await site.record('public', 'canada', 'its line'),
    await site.record('public', 'canada', 'another line'),
  ];
  const words = { part: 'words', lang: 'en' as const, strong: '', plain: 'mangroves along the coast' };
  const found = await site.database.withActor(site.secrets.canada, 'write', async (tx) => {
    await indexWords(tx, [
      { ...words, record: line, within: plan },
      { ...words, record: other },
    ]);
    const { rows } = await sql<{
      record: string;
    }>`select record from platform.search('mangrove', ${site.partnership}, 9, ${plan})`.execute(tx);
    return rows;
  });
  expect(found).toEqual([{ record: line }]);
});

test('a word of thousands is found among the newest, a rare one everywhere, and what is hidden changes neither', async () => {
  const records = await Promise.all(
    Array.from({ length: 2_300 }, (_, index) => site.record('public', 'canada', `line ${index}`)),
  );
  await site.database.withActor(site.secrets.canada, 'write', (tx) =>
    indexWords(
      tx,
      records.map((record, index) => {
        const plain = index === 0 ? 'seagrass meadows' : `seamless crossing ${index % 7 === 0 ? 'lagoons' : ''}`;
        return { record, part: 'words', lang: 'en', strong: '', plain };
      }),
    ),
  );
  const seen = async (query: string): Promise<string[]> => {
    const { rows } = await site.database.withActor(site.secrets.visitor, 'read', (tx) =>
      sql<{ record: string }>`select record from platform.search(${query}, ${site.partnership}, 500)`.execute(tx),
    );
    return rows.map((row) => row.record);
  };
  const places = (found: string[]) => found.map((record) => records.indexOf(record));
  const common = await seen('crossing');
  expect(common).toHaveLength(500);
  expect(Math.min(...places(common))).toBeGreaterThanOrEqual(300);
  expect(places(await seen('seagrass'))).toEqual([0]);
  // More than 100 of the newest hold it: the oldest are left out.
  expect(Math.min(...places(await seen('lagoons')))).toBeGreaterThanOrEqual(300);
  const before = [common, await seen('lagoons')];
  const hidden = await manyRecords('canada', 50);
  await site.database.withActor(site.secrets.canada, 'write', (tx) =>
    indexWords(
      tx,
      hidden.map((record) => ({ record, part: 'words', lang: 'en', strong: '', plain: 'lagoons crossing' })),
    ),
  );
  expect([await seen('crossing'), await seen('lagoons')]).toEqual(before);
});

async function manyRecords(wall: 'public' | 'canada', many: number): Promise<string[]> {
  const { rows } = await site.keeper.query<{ id: string }>(
    `insert into platform.record (partnership, kind, wall, owner, title, lang) select $1, 'note', $2, $3, 'line', 'en' from generate_series(1, $4) returning id`,
    [site.partnership, site.walls[wall], site.walls.canada, many],
  );
  return rows.map((row) => row.id);
}
