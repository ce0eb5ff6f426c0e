import type { Child } from 'hono/jsx';
import { FORMATS, type Format, isLong, NAME_OF } from '../documents/formats.ts';
import type { Language } from '../i18n/index.ts';
import { Menu, MenuHeading, MenuLink } from './menu.tsx';
import { safeHref } from './safe-link.tsx';
import { text } from './text.ts';

/**
 * The way out of a list as one sees it, in every kind of file that the program writes. `more` stands below them. Where `rows` says that a kind takes long,
 * and `ask` how to ask for it (`exportAsk` of exports), it is a button: the file is then written while one goes on.
 */
export function ExportMenu(props: {
  readonly lang: Language;
  readonly href: (format: Format) => string;
  readonly more?: Child;
  readonly rows?: number;
  readonly ask?: Ask | undefined;
}) {
  const t = text.in(props.lang);
  return (
    <Menu label={t('ui.export')} icon="download" align="end">
      <MenuHeading>{t('ui.export-as-seen')}</MenuHeading>
      {FORMATS.map((format) =>
        props.ask && isLong(format, props.rows ?? 0) ? (
          <AskForFile lang={props.lang} ask={props.ask} href={props.href(format)} format={format} />
        ) : (
          <MenuLink href={props.href(format)} download>
            {formatInWords(props.lang, format)}
          </MenuLink>
        ),
      )}
      {props.more}
    </Menu>
  );
}

/** What people call a kind of file. */
export function formatInWords(lang: Language, format: Format): string {
  return format === 'json' || format === 'html' ? text.in(lang)(`ui.export.${format}`) : NAME_OF[format];
}

/** Where files that take long are asked for, and the token of forms. */
type Ask = { readonly action: string; readonly csrf: string };

/** Asks for a file that takes long: the form of one button, in a menu. `href` is where the file stands for whoever waits for it. */
export function AskForFile(props: {
  readonly lang: Language;
  readonly ask: Ask;
  readonly href: string;
  readonly format: Format;
  readonly kind?: 'menu' | 'button';
}) {
  const t = text.in(props.lang);
  return (
    <form method="post" action={safeHref(props.ask.action)}>
      <input type="hidden" name="_csrf" value={props.ask.csrf} />
      <input type="hidden" name="of" value={props.href.replace(new RegExp(`\\.${props.format}(?=\\?|$)`), '')} />
      <button type="submit" class={props.kind === 'button' ? 'button secondary' : 'menu-link'} name="format" value={props.format}>
        <span>{t('ui.export-later', { format: formatInWords(props.lang, props.format) })}</span>
      </button>
    </form>
  );
}
