/** How much is asked of a harness, and from where its choices begin: the same seed asks the same. */
export type Options = {
  readonly count: number;
  readonly seed: number;
  /** When it must have ended, in milliseconds of `performance.now()`: it then reports what it has done. */
  readonly until: number;
  readonly say: (line: string) => void;
};

/** What a harness found. */
export type Outcome = {
  /** The figure of its goal, in one short sentence. */
  readonly figure: string;
  /** Whether the goal was met, as far as was asked. */
  readonly held: boolean;
  /** How many of its count it did. */
  readonly done: number;
  /** What is wrong, one line each, the first of them only; empty where the goal is met. */
  readonly problems: readonly string[];
  /** What a reader of the figure must know to believe it. */
  readonly notes: readonly string[];
};

/** One proof of one goal, small for every change and large for the evidence. */
export type Harness = {
  readonly name: string;
  /** The goal as docs/evidence.md names it. */
  readonly goal: string;
  readonly promises: string;
  /** What is counted, in the plural. */
  readonly counts: string;
  /** With every change, and for the evidence. */
  readonly small: number;
  readonly large: number;
  readonly run: (options: Options) => Promise<Outcome>;
};

export const MOST_PROBLEMS = 20;

/** What tests ask: so many, no end but their own. */
export const small = (count: number, seed = 1): Options => ({
  count,
  seed,
  until: Number.POSITIVE_INFINITY,
  say: () => {},
});

/** An outcome that is held when there are no problems. */
export function outcomeOf(done: number, figure: string, problems: readonly string[], notes: readonly string[] = []): Outcome {
  return { figure, held: problems.length === 0 && done > 0, done, problems: problems.slice(0, MOST_PROBLEMS), notes };
}

/** Says how far it is every ten seconds, and whether it must end. */
export function pacing({ count, until, say }: Options): (done: number) => boolean {
  let next = performance.now() + 10_000;
  return (done) => {
    const now = performance.now();
    if (now >= next) {
      next = now + 10_000;
      say(`${done} of ${count}`);
    }
    return done < count && now < until;
  };
}
