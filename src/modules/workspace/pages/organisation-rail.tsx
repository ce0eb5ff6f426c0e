import type { Child } from 'hono/jsx';
import type { Language } from '../../../platform/i18n/index.ts';
import { Badge, Facts } from '../../../platform/ui/index.ts';
import { nameCountry, nameIn, Sourced, directoryText as text } from '../../directory/index.ts';
import { sideIn } from './organisation-names.ts';
import type { OrganisationPage } from './organisation-queries.ts';

/** The facts of an organisation, each with its source; what has none but memory says so. */
export function organisationRail(lang: Language, organisation: OrganisationPage) {
  const t = text.in(lang);
  const { side, side_fr, country, note } = organisation;
  return (
    <Facts
      items={[
        { term: t('directory.class'), value: t(`directory.class.${organisation.class}`) },
        { term: t('directory.country'), value: country && nameCountry(lang, country) },
        { term: t('directory.side'), value: side && sideIn(lang, { side, side_fr }) },
        {
          term: t('directory.role-in-plan'),
          value: note && <span lang={nameIn(lang, note).lang}>{nameIn(lang, note).words}</span>,
        },
        { term: t('directory.iati-type'), value: organisation.iati_type && iatiType(lang, organisation.iati_type) },
        { term: t('directory.iati-reference'), value: organisation.iati_reference && iatiReference(lang, organisation) },
        { term: t('directory.name-fr'), value: frenchName(lang, organisation) },
        { term: t('directory.source'), value: <Sourced source={organisation.source} /> },
      ]}
    />
  );
}

/** Years in words; nothing where neither is known. */
export function years(lang: Language, from: number | null, until: number | null): Child {
  const t = text.in(lang);
  if (from !== null && until !== null) return `${from}–${until}`;
  if (until !== null) return t('directory.years-until', { year: String(until) });
  return from === null ? null : t('directory.years-from', { year: String(from) });
}

/** The code, and its name in the list OrganisationType of the International Aid Transparency Initiative. */
function iatiType(lang: Language, code: string) {
  const t = text.in(lang);
  const known = IATI_TYPES.find((each) => each === code);
  return (
    <>
      <code>{code}</code> {known && t(`directory.iati.${known}`)}
    </>
  );
}

const IATI_TYPES = ['10', '11', '15', '21', '22', '23', '24', '30', '40', '60', '70', '71', '72', '73', '80', '90'] as const;

function iatiReference(lang: Language, organisation: OrganisationPage) {
  return (
    <>
      <code>{organisation.iati_reference}</code> {organisation.iati_from_memory && <FromMemory lang={lang} />}
      {organisation.iati_source !== null && (
        <>
          <br />
          <Sourced source={organisation.iati_source} />
        </>
      )}
    </>
  );
}

function frenchName(lang: Language, organisation: OrganisationPage) {
  const t = text.in(lang);
  if (organisation.name.fr === undefined) return null;
  return (
    <>
      <span lang="fr">{organisation.name.fr}</span>
      {organisation.acronym_fr !== null && ` (${organisation.acronym_fr})`}
      <br />
      {organisation.french_status !== null && (
        <>
          <span class="quiet-words">{t(`directory.french.${organisation.french_status}`)}</span>
          <br />
        </>
      )}
      {organisation.french_source === null ? <FromMemory lang={lang} /> : <Sourced source={organisation.french_source} />}
    </>
  );
}

function FromMemory(props: { lang: Language }) {
  const t = text.in(props.lang);
  return (
    <span title={t('directory.from-memory-means')}>
      <Badge kind="attention">{t('directory.from-memory')}</Badge>
    </span>
  );
}
