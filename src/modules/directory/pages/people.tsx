import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { DataTable, LinkButton, Notice, Panel, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { nameIn } from '../name-in.ts';
import type { MandateRow } from '../queries.ts';
import { mayEnterPerson } from '../rules.ts';
import { sayTerm } from '../say-term.ts';
import { text } from '../text.ts';

/** People with the mandates that hold today, under the sentence that says who sees them; for others, a word on why there is nothing. */
export function PeoplePanel(props: {
  readonly visit: Pick<Visit, 'lang' | 'acting' | 'partnership' | 'demonstrationDay'>;
  readonly mandates: readonly MandateRow[];
}) {
  const { visit, mandates } = props;
  const { lang } = visit;
  const t = text.in(lang);
  const joint = mandates.filter((mandate) => mandate.wall_kind === 'partnership');
  const inside = [
    ...Map.groupBy(
      mandates.filter((mandate) => mandate.wall_kind !== 'partnership'),
      (mandate) => mandate.party,
    ),
  ];
  const table = (rows: readonly MandateRow[]) => peopleTable(lang, visit.partnership?.slug ?? '', rows);
  const note = mandates.length > 0 ? t('directory.people-count', { count: mandates.length }) : undefined;
  return (
    <Panel heading={t('directory.people')} id="people" note={note}>
      {visit.demonstrationDay !== null && mandates.length > 0 && <Notice>{t('directory.people-invented')}</Notice>}
      {mandates.length === 0 && <p>{t(visit.acting.mandate === null ? 'directory.people-hidden' : 'directory.people-none')}</p>}
      {visit.partnership && mayEnterPerson.allows(visit.acting) && (
        <p class="acts">
          <LinkButton href={`/${visit.partnership.slug}/invitations`} icon="mail">
            {t('directory.invite')}
          </LinkButton>
        </p>
      )}
      {joint.length > 0 && <WallBand sentence={t('directory.people-joint')}>{table(joint)}</WallBand>}
      {inside.map(([, rows]) => {
        const name = rows[0]?.party_name;
        return (
          <WallBand sentence={t('directory.people-inside', { party: name ? nameIn(lang, name).words : '' })}>
            {table(rows)}
          </WallBand>
        );
      })}
    </Panel>
  );
}

function peopleTable(lang: Language, partnership: string, rows: readonly MandateRow[]) {
  const t = text.in(lang);
  return (
    <DataTable
      lang={lang}
      caption={t('directory.people')}
      hideCaption
      rows={rows}
      columns={[
        { label: t('directory.person'), heads: true, width: 'narrow', cell: (row) => row.full_name },
        { label: t('directory.title'), width: 'wide', cell: (row) => titleOf(lang, partnership, row) },
        { label: t('directory.role'), width: 'narrow', cell: (row) => t(`directory.role.${row.role}`) },
        {
          label: t('directory.stands-for'),
          width: 'narrow',
          cell: (row) =>
            row.party_slug !== null && row.party_name !== null ? (
              <SafeLink href={`/${partnership}/parties/${row.party_slug}`}>{nameIn(lang, row.party_name).words}</SafeLink>
            ) : (
              t('directory.all-parties')
            ),
        },
        { label: t('directory.mandate-days'), width: 'narrow', cell: (row) => sayTerm(lang, row) },
      ]}
    />
  );
}

function titleOf(lang: Language, partnership: string, row: MandateRow) {
  const title = nameIn(lang, row.title);
  const organisation = row.organisation_name && nameIn(lang, row.organisation_name);
  return (
    <>
      <span lang={title.lang}>{title.words}</span>
      {organisation && row.organisation_slug !== null && (
        <>
          <br />
          <SafeLink href={`/${partnership}/organisations/${row.organisation_slug}`} lang={organisation.lang}>
            {organisation.words}
          </SafeLink>
        </>
      )}
    </>
  );
}
