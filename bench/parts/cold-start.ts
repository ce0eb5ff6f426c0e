import { rm } from 'node:fs/promises';
import { startChild } from '../measure/child.ts';
import { makeFolder } from '../measure/folder.ts';
import { openClient } from '../measure/requests.ts';
import { type Spread, spreadOf } from '../measure/statistics.ts';

export type ColdStart = {
  /** Milliseconds from the command until the register of the demonstration was answered: in an empty folder, database and demonstration made first. */
  readonly fresh: Spread;
  /** The same in a folder whose database exists and stands still. */
  readonly again: Spread;
};

/** Starts the program as `npm start` does, in folders of its own that are removed afterwards. */
export async function measureColdStart(times: number, page: string): Promise<ColdStart> {
  const fresh: number[] = [];
  const again: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const folder = await makeFolder();
    try {
      fresh.push(await untilFirstAnswer(folder, page));
      again.push(await untilFirstAnswer(folder, page));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { fresh: spreadOf(fresh), again: spreadOf(again) };
}

async function untilFirstAnswer(folder: string, page: string): Promise<number> {
  const started = performance.now();
  const child = await startChild('src/main.ts', ['serve'], { ENTENTE_DATA: folder });
  const client = openClient({});
  try {
    const answered = await client.ask(new URL(page, child.url));
    if (answered.status !== 200) throw new Error(`${page} answers ${answered.status}`);
    return performance.now() - started;
  } finally {
    client.close();
    await child.stop();
  }
}
