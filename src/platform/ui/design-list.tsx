import type { Language } from '../i18n/index.ts';
import { Button, LinkButton } from './button.tsx';
import { both, LINES, twoParties } from './design-samples.ts';
import { Field } from './field.tsx';
import { FilterForm } from './form.tsx';
import { listState } from './list.ts';
import { Menu, MenuLink } from './menu.tsx';
import { Chips, Pager, Tabs } from './navigation.tsx';
import { Outline } from './outline.tsx';
import { Figures, ListLayout, PageHead, Panel } from './record.tsx';
import { JointStatus } from './ring.tsx';
import { SafeLink } from './safe-link.tsx';
import { DataTable } from './table.tsx';
import { Reference, StageBadge, Words } from './words.tsx';

const SPEC = { filters: { area: /^[A-C](?:\.\d+)*$/ }, sorts: ['reference', 'status'], sizes: [50, 100] } as const;

/** A register as an officer sees it: figures with rules, tabs, chips, outline, and the lines with their rings. */
export function ListSample({ lang }: { lang: Language }) {
  const say = both(lang);
  const state = listState(new URL('http://localhost/design?area=A.2.1'), SPEC);
  return (
    <>
      <PageHead
        title="2nd ASEAN-Canada Joint Cooperation Work Plan (2007-10)"
        planWords="en"
        level={3}
        below={
          <>
            <StageBadge stage="entered">{say('entered, not yet certified', 'saisi, pas encore certifié')}</StageBadge>{' '}
            {say('as of 1 April 2008', 'au 1er avril 2008')}
          </>
        }
        acts={
          <>
            <LinkButton href="#list">{say('Read as document', 'Lire le document')}</LinkButton>
            <Menu label={say('Export', 'Exporter')} align="end">
              <MenuLink href="#list" download>
                CSV
              </MenuLink>
              <MenuLink href="#list" download>
                JSON
              </MenuLink>
            </Menu>
            <LinkButton href="#list" kind="primary">
              {say('Certify for Canada…', 'Certifier pour le Canada…')}
            </LinkButton>
          </>
        }
      />
      <Tabs
        lang={lang}
        label={say('Views of the plan', 'Vues du plan')}
        items={[
          { label: say('Register', 'Registre'), href: '#list', current: true, count: 88 },
          { label: say('Document', 'Document'), href: '#words' },
          { label: say('Priorities 2007–08', 'Priorités 2007-2008'), href: '#record', count: 5 },
          { label: say('Source', 'Source'), href: '#words' },
        ]}
      />
      <SampleFigures lang={lang} />
      <ListLayout lang={lang} beside={<SampleOutline lang={lang} />} besideLabel={say('Parts and areas', 'Volets et domaines')}>
        <Chips
          lang={lang}
          label={say('The usual questions', 'Questions usuelles')}
          items={[
            { label: 'A.2.1', href: state.without('area'), current: true, removable: true },
            { label: say('All', 'Tout'), href: state.without(), count: 88 },
            { label: say('Priority 2007–08', 'Priorité 2007-2008'), href: '#list', count: 5 },
            { label: say('Contested', 'Contestées'), href: '#list', count: 5 },
            { label: say('Awaiting ASEAN', 'En attente de l’ANASE'), href: '#list', count: 31 },
          ]}
        />
        <FilterForm action="/design" label={say('More filters', 'Autres filtres')}>
          <Field
            lang={lang}
            kind="select"
            name="kind"
            label={say('Kind of promise', 'Nature de l’engagement')}
            value="all"
            options={[
              { value: 'all', label: say('Every kind', 'Toutes') },
              { value: 'standing', label: say('Standing', 'Permanent') },
            ]}
          />
          <Button>{say('Show', 'Afficher')}</Button>
        </FilterForm>
        <Panel
          flush
          level={3}
          heading={say('2.1 Health security', '2.1 Sécurité sanitaire')}
          note={say('3 lines · 1 agreed · 1 contested · 1 awaiting', '3 lignes · 1 convenue · 1 contestée · 1 en attente')}
        >
          <LinesTable lang={lang} sorting={state.sorting('reference')} />
          <Pager lang={lang} {...listState(new URL('http://localhost/design?page=2'), SPEC).pages(188)} />
        </Panel>
      </ListLayout>
    </>
  );
}

function SampleFigures({ lang }: { lang: Language }) {
  const say = both(lang);
  return (
    <Figures
      lang={lang}
      label={say('The register in figures', 'Le registre en chiffres')}
      items={[
        { value: 88, label: say('action lines', 'lignes d’action'), href: '#list' },
        {
          value: 61,
          label: say('covered', 'couvertes'),
          rule: say('by at least one record', 'par au moins une fiche'),
          href: '#list',
        },
        {
          value: 34,
          label: say('agreed by all parties', 'convenues par toutes les parties'),
          rule: say('statements of every party, same words', 'déclarations de chaque partie, mêmes termes'),
          href: '#list',
        },
        { value: 5, label: say('contested', 'contestées'), href: '#list' },
        {
          value: 49,
          label: say('awaiting a party', 'en attente d’une partie'),
          rule: say('31 of them ASEAN', 'dont 31 de l’ANASE'),
          href: '#list',
          attention: true,
        },
      ]}
    />
  );
}

function SampleOutline({ lang }: { lang: Language }) {
  const area = (number: string, label: string, count: number, current = false) => ({
    number,
    label,
    count,
    current,
    href: '#list',
    wordsLanguage: 'en' as const,
  });
  return (
    <Outline
      lang={lang}
      label={both(lang)('Parts and areas', 'Volets et domaines')}
      items={[
        {
          ...area('A', 'Dialogue', 60),
          children: [
            area('1.1', 'Official dialogue', 1),
            area('1.2', 'Follow-up mechanism', 1),
            area('2.1', 'Health security', 3, true),
            area('2.2', 'Counter-terrorism and transnational crime', 12),
            area('2.3', 'Good governance', 3),
            area('2.10', 'Education, science and technology', 4),
          ],
        },
        {
          ...area('B', 'Economic officials (SEOM)', 11),
          children: [area('1', 'Senior-level dialogue', 3), area('2', 'International fora', 3)],
        },
      ]}
    />
  );
}

function LinesTable({
  lang,
  sorting,
}: {
  lang: Language;
  sorting: { href: string; direction: 'ascending' | 'descending' | null };
}) {
  const say = both(lang);
  const states = [
    { state: 'agreed', status: say('Under way', 'En cours'), note: say('agreed, 14 March 2008', 'convenu, 14 mars 2008') },
    {
      state: 'awaiting',
      status: say('Continuing', 'Continu'),
      note: say('Canada says; awaiting ASEAN', 'Canada s’est exprimé\u00a0; ANASE attendue'),
    },
    {
      state: 'contested',
      status: say('Contested', 'Contesté'),
      note: say('Canada: implemented · ASEAN: under way', 'Canada\u00a0: réalisé · ANASE\u00a0: en cours'),
    },
  ] as const;
  const rows = LINES.map((line, index) => ({ ...line, ...(states[index] ?? states[0]) }));
  return (
    <DataTable
      lang={lang}
      caption={say('Lines of 2.1', 'Lignes de 2.1')}
      hideCaption
      rows={rows}
      rowId={(row) => row.reference}
      columns={[
        {
          label: say('No.', 'N°'),
          heads: true,
          width: 'narrow',
          sorting,
          cell: (row) => (
            <SafeLink href="#record">
              <Reference reference={row.reference} />
            </SafeLink>
          ),
        },
        {
          label: say('Text', 'Libellé'),
          width: 'wide',
          cell: (row) => (
            <>
              <Words text={row.words} wordsLanguage="en" />
              <p class="meta">{say('Leads: PHAC · ASEAN Secretariat', 'Responsables\u00a0: ASPC · Secrétariat de l’ANASE')}</p>
            </>
          ),
        },
        {
          label: say('Joint status', 'État commun'),
          cell: (row) => (
            <JointStatus
              ring={{ parties: twoParties(row.says[0], row.says[1]), state: row.state, label: `${row.status}. ${row.note}` }}
              words={row.status}
              note={row.note}
            />
          ),
        },
        { label: say('Linked', 'Liés'), numeric: true, width: 'narrow', cell: (row) => row.links },
      ]}
    />
  );
}
