import { gunzipSync } from 'node:zlib';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const LATELY = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z?\b/g;

/** Compares answers of two worlds, and remembers which identifiers of one stand for which of the other. */
export class Sameness {
  readonly #first = new Map<string, string>();
  readonly #second = new Map<string, string>();

  /** The first thing in which two answers differ beyond what may differ; null: in nothing. */
  async differenceOf(first: Response, second: Response): Promise<string | null> {
    if (first.status !== second.status) return `${first.status} and ${second.status}`;
    const [one, other] = [await textOf(first), await textOf(second)];
    const [head, otherHead] = [this.#said(headersOf(first), this.#first), this.#said(headersOf(second), this.#second)];
    if (head !== otherHead) return `headers ${placeOf(head, otherHead)}`;
    const [body, otherBody] = [this.#said(one, this.#first), this.#said(other, this.#second)];
    if (body !== otherBody) return `body ${placeOf(body, otherBody)}`;
    return one.length === other.length ? null : `${one.length} and ${other.length} letters`;
  }

  #said(text: string, known: Map<string, string>): string {
    return text.replace(ID, (id) => {
      const number = known.get(id) ?? `identifier ${known.size}`;
      known.set(id, number);
      return number;
    });
  }
}

function headersOf(response: Response): string {
  return [...response.headers]
    .map(
      ([name, value]) =>
        `${name}: ${name === 'set-cookie' ? value.replace(/^((?:__Host-)?(?:session|half)=)[^;]*/, '$1…') : value}`,
    )
    .join('\n');
}

async function textOf(response: Response): Promise<string> {
  const body = Buffer.from(await response.arrayBuffer());
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  return plain
    .toString('latin1')
    .replace(/(name="_csrf" value=")[^"]*|("form_token":")[^"]*/g, '$1$2…')
    .replace(/^Expires: .*$/m, 'Expires: …')
    .replace(LATELY, (time) => (Math.abs(Date.parse(time) - Date.now()) < 86_400_000 ? 'lately' : time));
}

function placeOf(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const near = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 60));
  return `differ: ${near(one)} and ${near(other)}`;
}
