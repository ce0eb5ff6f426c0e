import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { Badge, DataTable, Facts, PageHead, Panel, RecordLayout, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import {
  coordinatorTermsOf,
  mandatesOf,
  membersIn,
  nameIn,
  ownWall,
  type PartyRow,
  PeoplePanel,
  partyAddress,
  partyBySlug,
  Sourced,
  seatsOf,
  standAlone,
  type TermRow,
  TermsPanel,
  directoryText as text,
} from '../../directory/index.ts';
import { acronymIn, organisationAddress } from './organisation-names.ts';
import { type OrganisationRow, organisationsOfSeat } from './organisation-queries.ts';

/** One party or member state: its seat, the terms in which it coordinates or is spoken for, its people, its organisations, and its wall. */
export async function partyPage(visit: Visit): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const { seats, party, terms, mandates, organisations } = await visit.read(async (tx) => {
    const found = await partyBySlug(tx, partnership.id, visit.params.party ?? '');
    const all = await seatsOf(tx, partnership.id);
    return {
      seats: all,
      party: found,
      terms: await coordinatorTermsOf(tx, partnership.id),
      mandates: await mandatesOf(tx, partnership.id, found.id),
      organisations: await organisationsOfSeat(tx, found, all.find((each) => each.id === found.parent)?.name ?? null, lang),
    };
  });
  const t = text.in(lang);
  const bloc = seats.find((each) => each.id === party.parent);
  const members = membersIn(seats, party.id);
  const name = nameIn(lang, party.name).words;
  return {
    title: name,
    kind: 'wide',
    breadcrumbs: [{ label: t('directory.parties'), href: `/${partnership.slug}/parties` }, { label: name }],
    body: (
      <>
        <PageHead title={name} below={standing(lang, partnership.slug, party, bloc, members)} />
        <RecordLayout
          railLabel={t('directory.party-facts')}
          main={
            <>
              {party.kind === 'bloc' && membersPanel(lang, partnership.slug, party, members)}
              {termsPanel(lang, partnership.slug, party, terms)}
              <PeoplePanel visit={visit} mandates={mandates} />
              {organisationsPanel(lang, partnership.slug, name, organisations)}
            </>
          }
          rail={rail(lang, partnership.slug, party, bloc)}
        />
      </>
    ),
  };
}

function standing(
  lang: Language,
  partnership: string,
  party: PartyRow,
  bloc: PartyRow | undefined,
  members: readonly PartyRow[],
) {
  const t = text.in(lang);
  if (party.kind === 'bloc') return t('directory.bloc', { count: members.length });
  if (!bloc) return t('directory.state');
  return (
    <>
      <SafeLink href={partyAddress(partnership, bloc.slug)}>
        {t('directory.member-state-of', { bloc: nameIn(lang, bloc.name).words })}
      </SafeLink>{' '}
      {party.coordinates && <Badge>{t('directory.coordinates-today')}</Badge>}
    </>
  );
}

function membersPanel(lang: Language, partnership: string, bloc: PartyRow, members: readonly PartyRow[]) {
  const t = text.in(lang);
  const heading = t('directory.members', { bloc: nameIn(lang, bloc.name).words });
  return (
    <Panel heading={heading} note={t('directory.members-count', { count: members.length })} id="members">
      <ul class="plain-list columns">
        {members.map((member) => (
          <li>
            <SafeLink href={partyAddress(partnership, member.slug)}>{nameIn(lang, member.name).words}</SafeLink>{' '}
            {member.coordinates && <Badge>{t('directory.coordinates-today')}</Badge>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Of a bloc, who spoke for it; of a member state, when it did. Of a party that is one state, nothing. */
function termsPanel(lang: Language, partnership: string, party: PartyRow, terms: readonly TermRow[]) {
  const t = text.in(lang);
  const own = terms.filter((term) => (party.kind === 'bloc' ? term.bloc : term.member) === party.id);
  if (party.kind !== 'bloc' && own.length === 0) return null;
  const heading =
    party.kind === 'bloc' ? t('directory.terms', { bloc: nameIn(lang, party.name).words }) : t('directory.terms-held');
  return <TermsPanel lang={lang} partnership={partnership} heading={heading} terms={own} />;
}

function organisationsPanel(lang: Language, partnership: string, name: string, rows: readonly OrganisationRow[]) {
  const t = text.in(lang);
  const heading = t('directory.organisations-of', { party: name });
  return (
    <Panel
      heading={heading}
      note={rows.length > 0 ? t('directory.count', { count: rows.length }) : undefined}
      flush={rows.length > 0}
      id="organisations"
    >
      <DataTable
        lang={lang}
        caption={heading}
        hideCaption
        rows={rows}
        empty={<p>{t('directory.organisations-of-none', { party: name })}</p>}
        columns={[
          {
            label: t('directory.name'),
            heads: true,
            width: 'wide',
            cell: (row) => (
              <SafeLink href={organisationAddress(partnership)(row.slug)} lang={nameIn(lang, row.name).lang}>
                {nameIn(lang, row.name).words}
              </SafeLink>
            ),
          },
          { label: t('directory.acronym'), width: 'narrow', cell: (row) => acronymIn(lang, row) },
          { label: t('directory.class'), width: 'narrow', cell: (row) => t(`directory.class.${row.class}`) },
        ]}
      />
    </Panel>
  );
}

function rail(lang: Language, partnership: string, party: PartyRow, bloc: PartyRow | undefined) {
  const t = text.in(lang);
  const other = lang === 'en' ? 'fr' : 'en';
  const wall = ownWall(lang, party, bloc);
  const since = bloc ? t('directory.member-since', { bloc: nameIn(lang, bloc.name).words }) : t('directory.since');
  return (
    <>
      <Facts
        items={[
          { term: t('directory.formal-name'), value: party.formal_name && standAlone(nameIn(lang, party.formal_name).words) },
          { term: t(`directory.name-${other}`), value: party.name[other] && <span lang={other}>{party.name[other]}</span> },
          { term: t('directory.iso'), value: party.iso2 && <code>{party.iso2}</code> },
          { term: since, value: party.since && dateInWords(lang, party.since) },
          { term: t('directory.source'), value: party.source && <Sourced source={party.source} /> },
        ]}
      />
      <WallBand sentence={t('directory.own-wall')}>
        <Facts
          items={[
            { term: t('directory.wall-readers'), value: wall.readers },
            { term: t('directory.wall-not'), value: wall.not },
          ]}
        />
        <p>
          <SafeLink href={`/${partnership}/parties#walls`}>{t('directory.walls')}</SafeLink>
        </p>
      </WallBand>
    </>
  );
}
