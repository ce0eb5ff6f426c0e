import type { Page } from '../../../platform/http/page.ts';
import type { PartnershipRef, Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { Badge, DataTable, PageHead, Panel, RecordLayout, Reference, SafeLink, Words } from '../../../platform/ui/index.ts';
import { listPartnerships, nameIn, Sourced, directoryText as text } from '../../directory/index.ts';
import { planText } from '../../plan/index.ts';
import { addressOf } from '../words.ts';
import { acronymIn, organisationAddress } from './organisation-names.ts';
import {
  type MentionRow,
  mentionsOf,
  type NameRow,
  namesOf,
  type OrganisationPage,
  organisationBySlug,
  type RelationRow,
  relationsOf,
} from './organisation-queries.ts';
import { organisationRail, years } from './organisation-rail.tsx';

const MOST_PARTNERSHIPS = 12;

/** One organisation: its names over time and how it stands to others, each with its source; inside a partnership, the lines that name it. */
export async function organisationPage(visit: Visit): Promise<Page> {
  const { lang, partnership } = visit;
  const t = text.in(lang);
  const { organisation, names, relations, mentions, partnerships } = await visit.read(async (tx) => {
    const found = await organisationBySlug(tx, visit.params.organisation ?? '');
    return {
      organisation: found,
      names: await namesOf(tx, found.id),
      relations: await relationsOf(tx, found.id, lang),
      mentions: partnership ? await mentionsOf(tx, partnership.id, found.id, lang) : [],
      partnerships: partnership ? [] : await listPartnerships(tx),
    };
  });
  const name = nameIn(lang, organisation.name);
  const address = organisationAddress(partnership?.slug);
  return {
    title: name.words,
    ...(name.lang === lang ? {} : { titleLanguage: name.lang }),
    kind: 'wide',
    breadcrumbs: [{ label: t('directory.organisations'), href: address('').replace(/\/$/, '') }, { label: name.words }],
    description: name.words,
    body: (
      <>
        <PageHead title={<span lang={name.lang}>{name.words}</span>} below={below(lang, organisation)} />
        <RecordLayout
          railLabel={t('directory.party-facts')}
          main={
            <>
              {partnership ? mentionsPanel(lang, partnership, mentions) : whereNamed(lang, organisation.slug, partnerships)}
              {relationsPanel(lang, address, relations)}
              {namesPanel(lang, names)}
            </>
          }
          rail={organisationRail(lang, organisation)}
        />
      </>
    ),
  };
}

/** The acronym, and the name in the other language with what that name is worth. */
function below(lang: Language, organisation: OrganisationPage) {
  const other = lang === 'en' ? 'fr' : 'en';
  const acronym = acronymIn(lang, organisation);
  const name = organisation.name[other];
  return (
    <>
      {acronym !== null && <Badge>{acronym}</Badge>} {name !== undefined && <span lang={other}>{name}</span>}
    </>
  );
}

function mentionsPanel(lang: Language, partnership: PartnershipRef, mentions: readonly MentionRow[]) {
  const t = text.in(lang);
  const note = mentions.length > 0 ? t('directory.named-in-count', { count: mentions.length }) : undefined;
  return (
    <Panel heading={t('directory.named-in')} note={note} id="lines">
      {mentions.length === 0 && <p>{t('directory.named-in-none', { partnership: nameIn(lang, partnership.name).words })}</p>}
      {[...Map.groupBy(mentions, (mention) => mention.plan)].map(([plan, rows]) => (
        <>
          <h3 class="words" lang={rows[0]?.plan_lang}>
            <SafeLink href={addressOf.register(partnership.slug, plan)}>{rows[0]?.plan_title}</SafeLink>
          </h3>
          <ul class="node-list">
            {rows.map((row) => (
              <li data-row>
                <SafeLink href={addressOf.line(partnership.slug, plan, row.reference)}>
                  <Reference reference={row.reference} />
                </SafeLink>
                <div>
                  {row.kind !== 'action' && <span class="quiet-words">{planText.in(lang)(`plan.kind.${row.kind}`)}</span>}
                  <Words text={row.text} wordsLanguage={row.lang} />
                  {row.translation !== null && (
                    <p class="translation" lang={lang}>
                      {row.translation}
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      ))}
    </Panel>
  );
}

/** Outside a partnership nobody's walls are open: the way to where they are. */
function whereNamed(lang: Language, slug: string, partnerships: readonly PartnershipRef[]) {
  const t = text.in(lang);
  if (partnerships.length === 0 || partnerships.length > MOST_PARTNERSHIPS) return null;
  return (
    <Panel heading={t('directory.named-where')} id="lines">
      <ul class="plain-list">
        {partnerships.map((each) => (
          <li>
            <SafeLink href={organisationAddress(each.slug)(slug)}>
              {t('directory.named-look', { partnership: nameIn(lang, each.name).words })}
            </SafeLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function relationsPanel(lang: Language, address: (slug: string) => string, relations: readonly RelationRow[]) {
  const t = text.in(lang);
  return (
    <Panel heading={t('directory.relations')} id="relations" flush={relations.length > 0}>
      <DataTable
        lang={lang}
        caption={t('directory.relations')}
        hideCaption
        rows={relations}
        empty={<p>{t('directory.relations-none')}</p>}
        columns={[
          {
            label: t('directory.relation'),
            heads: true,
            cell: (row) => (
              <>
                {t(`directory.relation${row.forward ? '' : '-of'}.${row.kind}`)}{' '}
                <SafeLink href={address(row.slug)} lang={nameIn(lang, row.name).lang}>
                  {nameIn(lang, row.name).words}
                </SafeLink>
              </>
            ),
          },
          { label: t('directory.years'), width: 'narrow', cell: (row) => years(lang, row.from_year, row.until_year) },
          {
            label: t('directory.source'),
            cell: (row) => (
              <>
                <Sourced source={row.source} />
                {row.note !== null && (
                  <p class="quiet-words" lang="en">
                    {row.note}
                  </p>
                )}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function namesPanel(lang: Language, names: readonly NameRow[]) {
  const t = text.in(lang);
  if (names.length === 0) return null;
  const other = lang === 'en' ? 'fr' : 'en';
  return (
    <Panel heading={t('directory.names')} id="names" flush>
      <DataTable
        lang={lang}
        caption={t('directory.names')}
        hideCaption
        rows={names}
        columns={[
          {
            label: t('directory.name'),
            heads: true,
            cell: (row) => (
              <>
                <span lang={nameIn(lang, row.name).lang}>{nameIn(lang, row.name).words}</span>
                {acronymIn(lang, row) !== null && ` (${acronymIn(lang, row)})`}{' '}
                {row.today && <Badge>{t('directory.name-of-day')}</Badge>}
              </>
            ),
          },
          {
            label: t(`directory.name-${other}`),
            cell: (row) => row.name[lang] !== undefined && <span lang={other}>{row.name[other]}</span>,
          },
          { label: t('directory.years'), width: 'narrow', cell: (row) => years(lang, row.from_year, row.until_year) },
          {
            label: t('directory.source'),
            cell: (row) => (
              <>
                <Sourced source={row.source} /> {row.from_memory && <Badge kind="attention">{t('directory.from-memory')}</Badge>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}
