import { expect, test } from 'vitest';
import { documentOf } from './fixtures/tree.ts';
import { writeDocument, writerProcess } from './write.ts';

const someOf = (name: string) => documentOf(Array.from({ length: 400 }, (_, line) => `${name} ${line}`));

test('a writer that is killed in the middle of a document takes nothing along: the document is written by the next', async () => {
  await writeDocument(someOf('first'), 'csv');
  const first = writerProcess();
  const writing = writeDocument(someOf('second'), 'pdf');
  process.kill(first ?? 0, 'SIGABRT');
  const bytes = await writing;
  expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-');
  expect(writerProcess()).not.toBe(first);
});

test('one that is killed twice over the same document is given up, and the next is written', async () => {
  const writing = writeDocument(someOf('third'), 'pdf').catch((error: Error) => error.message);
  const killing = setInterval(() => {
    const pid = writerProcess();
    if (pid !== undefined) process.kill(pid, 'SIGABRT');
  }, 20);
  expect(await writing).toMatch(/the writer of documents ended: SIGABRT/);
  clearInterval(killing);
  expect((await writeDocument(someOf('fourth'), 'html')).length).toBeGreaterThan(1_000);
});
