/** Does `work` for the numbers from 0 on, some at a time, until `more` says no. */
export async function someAtOnce(
  atOnce: number,
  more: (done: number) => boolean,
  work: (number: number) => Promise<void>,
): Promise<number> {
  let begun = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (more(begun)) {
      const number = begun;
      begun += 1;
      await work(number);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}
