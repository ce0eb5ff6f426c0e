import type { Language } from '../../../platform/i18n/index.ts';
import { Badge, DataTable, Panel, SafeLink } from '../../../platform/ui/index.ts';
import { nameIn } from '../name-in.ts';
import type { TermRow } from '../queries.ts';
import { sayTerm } from '../say-term.ts';
import { text } from '../text.ts';

/** The terms in which member states speak for their bloc, newest first, each with what its source says. */
export function TermsPanel(props: {
  readonly lang: Language;
  readonly partnership: string;
  readonly heading: string;
  readonly terms: readonly TermRow[];
}) {
  const { lang, heading, terms } = props;
  const t = text.in(lang);
  return (
    <Panel heading={heading} note={t('directory.terms-rule')} flush id="coordinators">
      <DataTable
        lang={lang}
        caption={heading}
        hideCaption
        rows={terms}
        empty={<p class="table-note">{t('directory.terms-none')}</p>}
        columns={[
          {
            label: t('directory.term-member'),
            heads: true,
            width: 'narrow',
            cell: (term) => (
              <SafeLink href={`/${props.partnership}/parties/${term.member_slug}`}>
                {nameIn(lang, term.member_name).words}
              </SafeLink>
            ),
          },
          {
            label: t('directory.term'),
            width: 'narrow',
            cell: (term) => (
              <>
                {sayTerm(lang, term)} {term.today && <Badge>{t('directory.today')}</Badge>}
              </>
            ),
          },
          {
            label: t('directory.source'),
            width: 'wide',
            cell: (term) => (
              <>
                {term.note && <p lang={nameIn(lang, term.note).lang}>{nameIn(lang, term.note).words}</p>}
                <Sourced source={term.source} />
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

/** A source as it was written, in English; an address in it is a link. */
export function Sourced(props: { readonly source: string }) {
  const [before = '', address] = props.source.split(/(https:\/\/[^\s,;]+)/);
  const rest = address === undefined ? '' : props.source.slice(before.length + address.length);
  return (
    <span class="quiet-words" lang="en">
      {before}
      {address !== undefined && <SafeLink href={address}>{new URL(address).hostname}</SafeLink>}
      {rest}
    </span>
  );
}
