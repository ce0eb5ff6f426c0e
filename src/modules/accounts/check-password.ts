import { Refusal } from '../../platform/refusal.ts';
import { PASSWORD } from './rules.ts';
import './text.ts';

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Lets a password pass that is long enough and that nobody would try first. It is compared with 49,000 common passwords on this machine
 * (never sent anywhere): as it is, and without the figures and signs that people put around one; and it must not be the same few letters
 * again and again, nor the person's own address or name.
 *
 * @throws Refusal 422 `accounts.password-length` or `accounts.password-common` at `password`
 * @see NIST SP 800-63B, 5.1.1.2
 */
export async function checkPassword(password: string, ownWords: readonly string[] = []): Promise<void> {
  const length = [...password].length;
  if (length < PASSWORD.least || length > PASSWORD.most) throw new Refusal(422, 'accounts.password-length', PASSWORD, 'password');
  common ??= readCommon();
  const known = await common;
  const folded = password.normalize('NFKC').toLowerCase();
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const own = ownWords.map((word) => word.normalize('NFKC').toLowerCase());
  const guessed = [folded, core, once(folded), once(core)].some((each) => known.has(each) || own.includes(each));
  if (guessed || new Set(folded).size < FEWEST_LETTERS) throw new Refusal(422, 'accounts.password-common', {}, 'password');
}

const FEWEST_LETTERS = 5;

/** What a text repeats: `monkeymonkey` is `monkey`. */
function once(text: string): string {
  return /^(.+?)\1+$/u.exec(text)?.[1] ?? text;
}

async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
