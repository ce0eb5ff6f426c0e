import { type Language, sayPhrase } from '../i18n/index.ts';
import './text.ts';

/** What a mail says. Never anything private: whoever reads over a shoulder or on a server in between learns that something waits, and where. */
export type Letter = {
  readonly lang: Language;
  readonly subject: string;
  /** Plain sentences, a paragraph each. */
  readonly paragraphs: readonly string[];
  /** The one thing to do, with its address on this site. */
  readonly act?: { readonly label: string; readonly url: URL };
  /** Why one gets this mail. */
  readonly why: string;
};

export type Composed = { readonly subject: string; readonly plain: string; readonly html: string };

/** Writes a letter as plain text and as HTML that shows the same, without picture, style sheet or anything to load. */
export function compose({ lang, subject, paragraphs, act, why }: Letter): Composed {
  const line = oneLine(subject);
  const sign = sayPhrase(lang, 'mail.signature');
  const plain = [...paragraphs, ...(act ? [`${act.label}:\n${act.url.href}`] : []), `-- \n${sign}\n${why}`].join('\n\n');
  const html = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{line}</title>
      </head>
      <body>
        {paragraphs.map((words) => (
          <p>{words}</p>
        ))}
        {act && (
          <p>
            <a href={act.url.href}>{act.label}</a>
            <br />
            {act.url.href}
          </p>
        )}
        <hr />
        <p>
          <small>
            {sign}
            <br />
            {why}
          </small>
        </p>
      </body>
    </html>
  );
  return { subject: line, plain: `${plain}\n`, html: `<!doctype html>${String(html)}` };
}

/** A header is one line, whatever a name in it holds. */
export function oneLine(words: string): string {
  return words
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 200);
}
