import { parseArgs } from 'node:util';

/** What was typed cannot be carried out, or its file cannot be used: one line on standard error, and exit code 2. */
export class UsageError extends Error {}

/** The options a command knows: `flag` stands alone, `value` takes the next word. */
export type Options = Readonly<Record<string, 'flag' | 'value'>>;

export type Arguments = {
  readonly has: (flag: string) => boolean;
  readonly optionOf: (option: string) => string | undefined;
  readonly words: readonly string[];
};

/**
 * Reads what stands after the name of a command. `most` is how many words it takes besides its options.
 *
 * @throws UsageError naming the option that is unknown, comes twice or lacks its value, or the word too many
 */
export function readArguments(args: readonly string[], known: Options, most = 0): Arguments {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [name, { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) }]),
  );
  const { values, positionals, tokens } = parsed(args, options);
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (seen.has(token.name)) throw new UsageError(`--${token.name} stands there twice.`);
    seen.add(token.name);
    if (token.value === '') throw new UsageError(`--${token.name} needs a value.`);
  }
  const extra = positionals[most];
  if (extra !== undefined) throw new UsageError(`"${short(extra)}" is one word too many.`);
  return {
    has: (flag) => values[flag] === true,
    optionOf: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
    words: positionals,
  };
}

function parsed(args: readonly string[], options: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const option = /'(?:-\w, )?(--?[^'\s<]+)/.exec((error as Error).message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError(`There is no option ${short(option)}.`);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw new UsageError(
        options[option.replace(/^-+/, '')]?.type === 'boolean'
          ? `${short(option)} takes no value.`
          : `${short(option)} needs a value.`,
      );
    throw error;
  }
}

/** What was typed, as a message may repeat it: on one line, not too long. */
export function short(typed: string): string {
  const clean = typed.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return clean.length > 60 ? `${clean.slice(0, 57)}…` : clean;
}
