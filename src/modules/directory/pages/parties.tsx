import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { dateInWords } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Badge,
  DataTable,
  PageHead,
  Panel,
  type PartySide,
  partyColour,
  SafeLink,
  SideBySide,
} from '../../../platform/ui/index.ts';
import { nameIn, standAlone } from '../name-in.ts';
import {
  coordinatorTermsOf,
  findPartnershipBySlug,
  mandatesOf,
  membersIn,
  type PartyRow,
  partiesIn,
  seatsOf,
  type TermRow,
} from '../queries.ts';
import { text } from '../text.ts';
import { PeoplePanel } from './people.tsx';
import { TermsPanel } from './terms.tsx';
import { WallsPanel } from './walls.tsx';

/** The address of a party or member state. */
export const partyAddress = (partnership: string, slug: string): string => `/${partnership}/parties/${slug}`;

/** The parties of a partnership side by side, the member states of its blocs, who speaks for them, who sees what, and the people. */
export async function partiesPage(visit: Visit): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const { order, seats, terms, mandates } = await visit.read(async (tx) => ({
    order: (await findPartnershipBySlug(tx, partnership.slug))?.party_order ?? 'listed',
    seats: await seatsOf(tx, partnership.id),
    terms: await coordinatorTermsOf(tx, partnership.id),
    mandates: await mandatesOf(tx, partnership.id),
  }));
  const parties = partiesIn(seats);
  const blocs = parties.filter((party) => party.kind === 'bloc');
  return {
    title: t('directory.parties'),
    kind: 'wide',
    breadcrumbs: [],
    body: (
      <>
        <PageHead title={t('directory.parties')} below={t(`directory.parties-${order}`)} />
        <SideBySide
          lang={lang}
          label={t('directory.parties')}
          sides={parties.map((party) => side(lang, partnership.slug, party, membersIn(seats, party.id)))}
        />
        {blocs.map((bloc) => (
          <>
            {membersPanel(lang, partnership.slug, bloc, membersIn(seats, bloc.id))}
            {termsOf(lang, partnership.slug, bloc, terms)}
          </>
        ))}
        <PeoplePanel visit={visit} mandates={mandates} />
        <WallsPanel lang={lang} seats={seats} />
      </>
    ),
  };
}

function side(lang: Language, partnership: string, party: PartyRow, members: readonly PartyRow[]): PartySide {
  const t = text.in(lang);
  const { words } = nameIn(lang, party.name);
  const coordinator = members.find((member) => member.coordinates);
  const formal = party.formal_name && nameIn(lang, party.formal_name).words;
  return {
    name: words,
    colour: partyColour(party.colour),
    says: party.kind === 'bloc' ? t('directory.bloc', { count: members.length }) : t('directory.state'),
    children: (
      <>
        {formal !== null && formal !== words && <p>{standAlone(formal)}</p>}
        {party.kind === 'bloc' && (
          <p>
            {coordinator
              ? t('directory.coordinator-today', { member: nameIn(lang, coordinator.name).words, bloc: words })
              : t('directory.coordinator-nobody')}
          </p>
        )}
        <p>
          <SafeLink href={partyAddress(partnership, party.slug)}>{t('directory.open-party', { party: words })}</SafeLink>
        </p>
      </>
    ),
  };
}

function membersPanel(lang: Language, partnership: string, bloc: PartyRow, members: readonly PartyRow[]) {
  const t = text.in(lang);
  const other = lang === 'en' ? 'fr' : 'en';
  const heading = t('directory.members', { bloc: nameIn(lang, bloc.name).words });
  return (
    <Panel id={`members-${bloc.slug}`} heading={heading} note={t('directory.members-count', { count: members.length })} flush>
      <DataTable
        lang={lang}
        caption={heading}
        hideCaption
        rows={members}
        rowId={(member) => member.slug}
        columns={[
          {
            label: t('directory.name'),
            heads: true,
            cell: (member) => (
              <>
                <SafeLink href={partyAddress(partnership, member.slug)}>{nameIn(lang, member.name).words}</SafeLink>
                {member.coordinates && (
                  <>
                    {' '}
                    <Badge>{t('directory.coordinates-today')}</Badge>
                  </>
                )}
              </>
            ),
          },
          { label: t(`directory.name-${other}`), cell: (member) => <span lang={other}>{member.name[other]}</span> },
          {
            label: t('directory.formal-name'),
            cell: (member) => member.formal_name && standAlone(nameIn(lang, member.formal_name).words),
          },
          { label: t('directory.iso'), width: 'narrow', cell: (member) => member.iso2 },
          {
            label: t('directory.member-since', { bloc: nameIn(lang, bloc.name).words }),
            width: 'narrow',
            cell: (member) => member.since && dateInWords(lang, member.since),
          },
        ]}
      />
      {sourcesOf(lang, members)}
    </Panel>
  );
}

/** The sources of all rows, each said once. */
function sourcesOf(lang: Language, rows: readonly { readonly source: string | null }[]) {
  const sources = [...new Set(rows.flatMap((row) => row.source ?? []))];
  if (sources.length === 0) return null;
  return <p class="table-note">{text.in(lang)('directory.source-is', { source: sources.join('; ') })}</p>;
}

function termsOf(lang: Language, partnership: string, bloc: PartyRow, terms: readonly TermRow[]) {
  const own = terms.filter((term) => term.bloc === bloc.id);
  const heading = text.in(lang)('directory.terms', { bloc: nameIn(lang, bloc.name).words });
  return <TermsPanel lang={lang} partnership={partnership} heading={heading} terms={own} />;
}
