import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Each run starts a process, and the machine may be busy. */
const PATIENT = 180_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'bin/entente.js');
const plan = path.join(root, 'demo/plan-2007-10/plan.txt');
const word = path.join(root, 'demo/plan-2007-10/plan.docx');
let folder: string;

type Outcome = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the command as a shell would, in a folder that is not the project's. */
function entente(
  args: readonly string[],
  more: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: '', ENTENTE_DATA: path.join(folder, 'data'), ...more.env };
    const child = execFile(process.execPath, [bin, ...args], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, out, err });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(more.input);
  });
}

/** What every refusal promises: exit code 2, nothing on standard output, one line on standard error. */
function expectRefused({ code, out, err }: Outcome, words: RegExp): void {
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^entente: [^\n]{10,300}\n$/u);
  expect(err).toMatch(words);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'entente commands é-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('help', () => {
  it(
    'lists the commands, and says for each what it does and how it ends',
    async () => {
      const [all, first, second, version] = await Promise.all([
        entente(['--help']),
        entente(['import', '--help']),
        entente(['help', 'import']),
        entente(['--version']),
      ]);
      expect(all).toMatchObject({ code: 0, err: '' });
      for (const name of ['serve', 'import', 'demo', 'migrate']) expect(all.out).toContain(`entente ${name}`);
      expect(first).toMatchObject({ code: 0, err: '' });
      for (const option of ['--dry-run', '--json', '--into', '--as', 'ENTENTE_PASSWORD', 'Exit codes'])
        expect(first.out).toContain(option);
      expect(second.out).toBe(first.out);
      const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
      expect(version.out).toBe(`${manifest.version}\n`);
    },
    PATIENT,
  );

  it(
    'stands on standard error, with exit code 2, when no command is named',
    async () => {
      const outcome = await entente([]);
      expect({ code: outcome.code, out: outcome.out }).toEqual({ code: 2, out: '' });
      expect(outcome.err).toContain('entente import');
    },
    PATIENT,
  );
});

describe('import', () => {
  it(
    'writes the published shape for machines, and nothing else',
    async () => {
      const { code, out, err } = await entente(['import', plan, '--dry-run', '--json']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.trimEnd()).not.toContain('\n');
      const read = JSON.parse(out) as { lines: { id: string; text: string; source: { start: number; end: number } }[] };
      expect(Object.keys(read)).toEqual(['title', 'period', 'parties', 'objectives', 'priorities', 'lines', 'findings']);
      expect(read.lines.length).toBeGreaterThan(100);
      const line = read.lines.find(({ id }) => id === 'A.1.1.1');
      expect(line?.text).toBe('Hold annual ASEAN-Canada Dialogues.');
      expect(readFileSync(plan, 'utf8').slice(line?.source.start, line?.source.end)).toContain(
        'Hold annual ASEAN-Canada Dialogues.',
      );
    },
    PATIENT,
  );

  it(
    'reads a Word file by a relative name, and standard input',
    async () => {
      writeFileSync(path.join(folder, 'plan.docx'), readFileSync(word));
      const [byName, byPipe] = await Promise.all([
        entente(['import', 'plan.docx', '--json']),
        entente(['import', '-', '--json'], { input: readFileSync(word) }),
      ]);
      expect({ code: byName.code, err: byName.err }).toEqual({ code: 0, err: '' });
      expect(JSON.parse(byName.out).lines.length).toBeGreaterThan(100);
      expect(JSON.parse(byPipe.out).lines).toEqual(JSON.parse(byName.out).lines);
    },
    PATIENT,
  );

  it(
    'says to a person what was read, as a tree, and where to look',
    async () => {
      const text =
        'Joint Work Plan 2020-2022\n\n1. Health\n\n1.1 Hold annual meetings.\n\n1.3 Share \u001b[31mdata\u001b[0m.\n\n2. Trade\n\n2.1 Hold seminars.\n';
      const { code, out, err } = await entente(['import', '-'], { input: text });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^Joint Work Plan 2020-2022\n/u);
      expect(out).toMatch(/2 areas, 3 action lines/u);
      expect(out).toMatch(/^ {2}1 {2}Health\n {4}1\.1 {2}Hold annual meetings\.$/mu);
      expect(out).toMatch(/^ {2}\w+ +line 7 .*1\.2/mu);
      expect(out).not.toContain('\u001b');
    },
    PATIENT,
  );

  it(
    'refuses what is no document',
    async () => {
      mkdirSync(path.join(folder, 'a folder'));
      writeFileSync(path.join(folder, 'paper.pdf'), '%PDF-1.7\n1 0 obj\n');
      writeFileSync(path.join(folder, 'letter.txt'), 'Dear colleague,\n\nPlease find the plan attached.\n\nKind regards');
      const [missing, isFolder, pdf, letter, endless, nothing] = await Promise.all([
        entente(['import', 'missing.docx', '--json']),
        entente(['import', 'a folder']),
        entente(['import', 'paper.pdf', '--json']),
        entente(['import', 'letter.txt', '--json']),
        entente(['import', process.platform === 'win32' ? 'a folder' : '/dev/zero']),
        entente(['import', '-'], { input: '' }),
      ]);
      expectRefused(missing, /missing\.docx is not there/u);
      expectRefused(isFolder, /folder/u);
      expectRefused(pdf, /PDF/u);
      expectRefused(letter, /letter\.txt|items/u);
      expectRefused(endless, /20 MB|folder/u);
      expectRefused(nothing, /empty/u);
    },
    PATIENT,
  );

  it(
    'refuses a file of a gigabyte by its length, without reading it',
    async () => {
      const large = path.join(folder, 'large.txt');
      writeFileSync(large, '1. Hold meetings.\n');
      truncateSync(large, 1 << 30);
      const started = performance.now();
      // A heap that could not hold a tenth of it.
      const env = { NODE_OPTIONS: '--max-old-space-size=96' };
      expectRefused(await entente(['import', large, '--json'], { env }), /20 MB/u);
      expect(performance.now() - started).toBeLessThan(60_000);
    },
    PATIENT,
  );

  it(
    'refuses what it cannot make sense of',
    async () => {
      const secret = { ENTENTE_PASSWORD: '' };
      const [unnamed, unknown, nobody, silent] = await Promise.all([
        entente(['import']),
        entente(['import', plan, '--jsn']),
        entente(['import', plan, '--into', 'asean-canada/new']),
        entente(['import', plan, '--into', 'asean-canada/new', '--as', 'a@b.example'], { env: secret }),
      ]);
      expectRefused(unnamed, /name the document/u);
      expectRefused(unknown, /--jsn/u);
      expectRefused(nobody, /--as/u);
      expectRefused(silent, /ENTENTE_PASSWORD/u);
    },
    PATIENT,
  );

  it(
    'ends quietly when its reader stops reading',
    async () => {
      const child = spawn(process.execPath, [bin, 'import', plan, '--json'], {
        cwd: folder,
        env: { ...process.env, NODE_ENV: '' },
      });
      child.stdout.destroy();
      let err = '';
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString();
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect({ code, err }).toEqual({ code: 0, err: '' });
    },
    PATIENT,
  );
});

describe('import --into', () => {
  it('enters the plan as the person who was named, once, and says so', async () => {
    const loaded = await entente(['demo', '--json']);
    expect(loaded).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(loaded.out)).toMatchObject({ plan: '2007-10' });
    const order = [
      'import',
      word,
      '--into',
      'asean-canada/2011-15',
      '--as',
      'sari.wulandari@asean-secretariat.example',
      '--json',
    ];
    const env = { ENTENTE_PASSWORD: 'demonstration only' };
    const entered = await entente(order, { env });
    expect(entered).toMatchObject({ code: 0, err: 'Entered as /asean-canada/plans/2011-15\n' });
    expect(JSON.parse(entered.out)).toMatchObject({ entered: '/asean-canada/plans/2011-15' });
    const again = await entente(order, { env });
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/^entente: [^\n]*2011-15[^\n]*\n$/u);
    expect(JSON.parse(again.out)).not.toHaveProperty('entered');
    const stranger = await entente(order, { env: { ENTENTE_PASSWORD: 'wrong' } });
    expect(stranger.code).toBe(1);
  }, 400_000);
});

describe('the other commands', () => {
  it(
    'refuse what they do not know',
    async () => {
      const [nonsense, serve, migrate] = await Promise.all([
        entente(['nonsense']),
        entente(['serve', '--prot', '1']),
        entente(['migrate', 'now']),
      ]);
      expectRefused(nonsense, /nonsense/u);
      expectRefused(serve, /--prot/u);
      expectRefused(migrate, /now/u);
    },
    PATIENT,
  );

  it(
    'fail with exit code 1 and one line when a setting is wrong',
    async () => {
      const { code, out, err } = await entente(['migrate'], { env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^entente: [^\n]+\n$/u);
    },
    PATIENT,
  );
});

describe('report', () => {
  it(
    'says what is missing or unknown before anything is started',
    async () => {
      const whole = ['report', 'matrix', '--plan', 'asean-canada/2007-10', '--format', 'csv', '--out', 'matrix.csv'];
      const refused: [string[], RegExp][] = [
        [['report'], /report matrix/u],
        [['report', 'matrix', '--format', 'csv', '--out', 'x'], /--plan/u],
        [['report', 'matrix', '--plan', 'a/b', '--format', 'odt', '--out', 'x'], /docx, pdf, xlsx, csv, json, html/u],
        [['report', 'matrix', '--plan', 'a/b', '--format', 'csv'], /--out/u],
        [[...whole, '--as-of', 'yesterday'], /2008-06-30/u],
        [[...whole, '--columns', 'colour'], /colour/u],
        [[...whole, '--role', 'speaker'], /--as/u],
      ];
      for (const [args, why] of refused) expectRefused(await entente(args), why);
    },
    PATIENT,
  );

  it('writes a matrix as everybody may read it, and as one side does', async () => {
    const args = ['report', 'matrix', '--plan', 'asean-canada/2007-10', '--format', 'csv', '--as-of', '2008-06-30'];
    expect((await entente([...args, '--lang', 'fr', '--out', 'open.csv'])).code).toBe(0);
    expect(readFileSync(path.join(folder, 'open.csv'), 'utf8')).toMatch(/^\ufeffRéférence;.*\r\nA\.1\.1\.1;/u);
    const env = { ENTENTE_PASSWORD: 'demonstration only' };
    expect((await entente([...args, '--as', 'catherine.lavoie@canada.example', '--out', 'ours.csv'], { env })).code).toBe(0);
    expect(readFileSync(path.join(folder, 'ours.csv'), 'utf8')).toContain('Line to take');
    expect(
      (await entente([...args, '--as', 'catherine.lavoie@canada.example', '--out', 'x.csv'], { env: { ENTENTE_PASSWORD: 'no' } }))
        .code,
    ).toBe(1);
    expectRefused(await entente(args.with(3, 'asean-canada/nowhere').concat('--out', 'x.csv')), /nowhere/u);
  }, 400_000);
});

describe('backup and restore', () => {
  it(
    'say which file is there already, and which is not, before anything is started',
    async () => {
      writeFileSync(path.join(folder, 'taken.tar.gz'), 'kept');
      const [taken, key, verified, restored] = await Promise.all([
        entente(['backup', 'taken.tar.gz']),
        entente(['backup', 'taken.tar.gz', '--make-key']),
        entente(['backup', 'nowhere.tar.gz', '--verify']),
        entente(['restore', 'nowhere.tar.gz']),
      ]);
      expectRefused(taken, /taken\.tar\.gz is there already/u);
      expectRefused(key, /taken\.tar\.gz is there already/u);
      expectRefused(verified, /nowhere\.tar\.gz is not there/u);
      expectRefused(restored, /nowhere\.tar\.gz is not there/u);
      expect(readFileSync(path.join(folder, 'taken.tar.gz'), 'utf8')).toBe('kept');
    },
    PATIENT,
  );
});

describe('npx', () => {
  it(
    'runs the command under the Node that came along, from a folder inside, with its exit code',
    async () => {
      const npx = (args: string[]): Promise<Outcome> =>
        new Promise((resolve) => {
          const npm = { npm_config_offline: 'true', npm_config_update_notifier: 'false' };
          const env = { ...process.env, ...npm, NODE_ENV: '', ENTENTE_DATA: path.join(folder, 'data') };
          const options = { cwd: path.join(root, 'demo'), env, shell: process.platform === 'win32' };
          execFile('npx', ['--no-install', 'entente', ...args], options, (error, out, err) => {
            resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, out, err });
          });
        });
      const [read, refused] = await Promise.all([
        npx(['import', 'plan-2007-10/plan.docx', '--dry-run', '--json']),
        npx(['import', 'missing.docx', '--json']),
      ]);
      expect(read.code).toBe(0);
      expect(JSON.parse(read.out).lines.length).toBeGreaterThan(100);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toContain('missing.docx is not there');
    },
    PATIENT,
  );
});
