/** One answer of the site, and where one first found its address. */
export type Found = { readonly address: string; readonly from: string; readonly status: number; readonly html: string };

/**
 * Follows every link of every page from the home page on, with `cookie` as who one is. Addresses with one question (`?area=A.1`) are
 * opened and their links followed as well; those with more are opened only, since questions can be combined without end.
 */
export async function crawl(site: string, start: string, headers: Record<string, string>): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const waiting = [{ address: start, from: 'the beginning' }];
  const known = new Set([start]);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const page = { ...next, ...(await open(`${site}${next.address}`, headers)) };
      found.set(next.address, page);
      if (questions(next.address) > 1) continue;
      for (const address of linksIn(page)) {
        if (known.has(address) || isFileOfAFilter(address)) continue;
        known.add(address);
        waiting.push({ address, from: next.address });
      }
    }
  };
  // The first page alone, since the others come of its links; then as many at once as the machine has use for.
  await work();
  await Promise.all([work(), work(), work(), work()]);
  return found;
}

async function open(url: string, headers: Record<string, string>): Promise<{ status: number; html: string }> {
  const ask = () => fetch(url, { headers, redirect: 'manual' });
  // A connection that was kept may just have been closed by the other side: once more, on a new one.
  const response = await ask().catch(ask);
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  return {
    status: response.status,
    html: type.startsWith('text/html') && !response.headers.has('content-disposition') ? text : '',
  };
}

// Of a list that is narrowed the quick kinds of files stand for all: they are made of the same rows.
const isFileOfAFilter = (address: string): boolean => questions(address) > 0 && /\.(docx|pdf|xlsx|html)\?/.test(address);

/** The addresses on this site that a page leads to by a link or by a button that sends its form elsewhere, without fragments and without the choice of language. */
export function linksIn({ html }: Pick<Found, 'html'>): string[] {
  return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"|\sformaction="([^"]*)"/g)]
    .map(([, href, action]) => (href ?? action ?? '').replaceAll('&amp;', '&'))
    .filter((href) => href.startsWith('/'))
    .map((href) => {
      const url = new URL(href, 'http://here.invalid');
      url.searchParams.delete('lang');
      return `${url.pathname}${url.search}`;
    });
}

/** The places on pages of this site that a page leads to: address and fragment. */
export function fragmentsIn({ html, address }: Pick<Found, 'html' | 'address'>): { address: string; fragment: string }[] {
  return [...html.matchAll(/\shref="([^"#]*)#([^"]+)"/g)]
    .filter(([, path = '']) => path === '' || path.startsWith('/') || path.startsWith('?'))
    .filter(([, path = '']) => !path.startsWith('/static/'))
    .map(([, path = '', fragment = '']) => ({
      address: path === '' ? address : path.replaceAll('&amp;', '&'),
      fragment: decodeURIComponent(fragment.replaceAll('&amp;', '&')),
    }));
}

/** How many questions an address asks. */
export const questions = (address: string) => [...new URL(address, 'http://here.invalid').searchParams].length;
