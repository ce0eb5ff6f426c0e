import type { Child } from 'hono/jsx';
import { FORMATS, type Format, NAME_OF } from '../documents/formats.ts';
import type { Language } from '../i18n/index.ts';
import { Menu, MenuHeading, MenuLink } from './menu.tsx';
import { text } from './text.ts';

/** The way out of a list as one sees it, in every kind of file that the program writes. `more` stands below them. */
export function ExportMenu(props: { readonly lang: Language; readonly href: (format: Format) => string; readonly more?: Child }) {
  const t = text.in(props.lang);
  return (
    <Menu label={t('ui.export')} icon="download" align="end">
      <MenuHeading>{t('ui.export-as-seen')}</MenuHeading>
      {FORMATS.map((format) => (
        <MenuLink href={props.href(format)} download>
          {formatInWords(props.lang, format)}
        </MenuLink>
      ))}
      {props.more}
    </Menu>
  );
}

/** What people call a kind of file. */
export function formatInWords(lang: Language, format: Format): string {
  return format === 'json' || format === 'html' ? text.in(lang)(`ui.export.${format}`) : NAME_OF[format];
}
