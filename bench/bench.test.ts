import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApplication } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { type TestDatabase, testDatabase } from '../src/platform/db/test-database.ts';
import { startChild } from './measure/child.ts';
import { usedBetween } from './measure/database-cpu.ts';
import { openClient } from './measure/requests.ts';
import { medianOf, spreadOf } from './measure/statistics.ts';
import { neededBy } from './parts/first-visit.ts';
import { writeInto } from './report.ts';
import { fillWorld, worldOf } from './world/fill.ts';
import { writePlan } from './world/write-plan.ts';

describe('the invented plans', () => {
  it('have exactly the lines asked for, the same for the same seed, and their words where the evidence says', () => {
    const plan = writePlan(7, 61);
    expect(plan).toEqual(writePlan(7, 61));
    expect(plan.nodes.filter((node) => node.kind === 'action')).toHaveLength(61);
    for (const node of plan.nodes) expect(plan.source.slice(node.from, node.until)).toBe(node.text);
    const known = new Set<string>();
    for (const node of plan.nodes) {
      if (node.parent !== null) expect(known).toContain(node.parent);
      known.add(node.id);
    }
    expect(known.size).toBe(plan.nodes.length);
  });

  it('make as many lines together as asked for, in plans of many sizes', () => {
    const world = worldOf(100_000);
    const sizes = world.slice(0, -1).flatMap((partnership) => partnership.plans);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100_000);
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(100);
    expect(world.at(-1)?.plans).toEqual([100_000]);
  });
});

describe('an invented world', () => {
  let test: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    test = await testDatabase(migrate);
    folder = await mkdtemp(path.join(tmpdir(), 'entente-bench-test-'));
  });
  afterAll(async () => {
    await test.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is one that the site serves: register, line and search', async () => {
    const [filled] = await fillWorld(test.server, [{ slug: 'inland-sea', plans: [130] }]);
    expect(filled).toEqual({ slug: 'inland-sea', plans: [{ slug: 'plan-1', lines: 130 }] });
    const application = await openApplication(test.server, readConfig({ ENTENTE_DATA: folder, ENTENTE_LOG: 'silent' }));
    try {
      const page = async (address: string) => {
        const answer = await application.site.request(`http://localhost/inland-sea${address}`);
        return { status: answer.status, html: await answer.text() };
      };
      const register = await page('/plans/plan-1');
      expect(register.html.match(/<tr data-row/g)).toHaveLength(100);
      const line = await page('/plans/plan-1/lines/1.2.3');
      expect(line.html).toContain(writePlan(1, 130).nodes.find((node) => node.reference === '1.2.3')?.text);
      const found = await page('/search?q=cooperation');
      expect(found.html).toContain('<mark>cooperation</mark>');
    } finally {
      await application.close();
    }
  });

  it('leaves the database with every index and every rule that it had', async () => {
    const untouched = await testDatabase(migrate);
    const shape = async ({ server }: TestDatabase) => {
      const client = new pg.Client(server.admin);
      await client.connect();
      try {
        const indexes = await client.query<{ indexdef: string }>(
          "select indexdef from pg_indexes where schemaname in ('platform', 'plan') order by indexdef",
        );
        const off = await client.query("select from pg_trigger where tgenabled <> 'O'");
        return { indexes: indexes.rows.map((row) => row.indexdef), off: off.rowCount };
      } finally {
        await client.end();
      }
    };
    try {
      expect(await shape(test)).toEqual(await shape(untouched));
    } finally {
      await untouched.drop();
    }
  });
});

describe('measuring', () => {
  it('takes the middle and the ends', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([1, 2, 3, 10])).toBe(2.5);
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
    expect(() => medianOf([])).toThrow('nothing was measured');
  });

  it('counts what processes used meanwhile, not what those that ended had used', () => {
    const before = new Map([
      ['1', 10],
      ['2', 500],
    ]);
    const after = new Map([
      ['1', 15],
      ['3', 2],
    ]);
    expect(usedBetween(before, after)).toBe(7);
  });

  it('asks the constant server for bytes, and how much processor time it used', async () => {
    const child = await startChild('bench/yardstick/constant-bytes.ts', [], {});
    const client = openClient({});
    try {
      const answered = await client.ask(new URL('/4321', child.url));
      expect([answered.status, answered.bytes]).toEqual([200, 4321]);
      expect(await child.cpu()).toBeGreaterThan(0);
    } finally {
      client.close();
      await child.stop();
    }
  });

  it('knows what a browser fetches by itself, and what it does not', () => {
    const html = `<link rel="icon" href="/i.svg"><link rel="canonical" href="/no"><link rel="alternate" hreflang="fr" href="/no?lang=fr">
      <link rel="stylesheet" href="/a.css"><script src="https://elsewhere.example/x.js" defer></script><a href="/no">x</a>
      <svg><use href="/icons.svg#flag"></use></svg><img src="data:image/png;base64,AA"><img src="/p.png?a=1&amp;b=2">`;
    expect(neededBy(html, 'text/html; charset=utf-8').sort()).toEqual([
      '/a.css',
      '/i.svg',
      '/icons.svg#flag',
      '/p.png?a=1&b=2',
      'https://elsewhere.example/x.js',
    ]);
    expect(neededBy('@import "/b.css"; a { background: url(/c.png) } b { background: url("data:x") }', 'text/css')).toEqual([
      '/b.css',
      '/c.png',
    ]);
  });

  it('writes the figures where the page shows them, and nowhere else', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'entente-bench-readme-'));
    const readme = path.join(folder, 'README.md');
    try {
      writeFileSync(readme, 'before\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nafter\n');
      await writeInto(readme, 'new');
      expect(readFileSync(readme, 'utf8')).toBe('before\n<!-- figures: begin -->\nnew\n<!-- figures: end -->\nafter\n');
      writeFileSync(readme, 'no marks');
      await expect(writeInto(readme, 'new')).rejects.toThrow('no place for figures');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
