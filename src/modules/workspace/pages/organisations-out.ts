import { type ListColumn, type OutList, today } from '../../../platform/documents/index.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { listState } from '../../../platform/ui/index.ts';
import { directoryText, lookOf, nameCountry, nameIn } from '../../directory/index.ts';
import { text } from '../text.ts';
import { acronymIn, organisationAddress, sideIn } from './organisation-names.ts';
import { listOrganisations, type OrganisationRow } from './organisation-queries.ts';
import { SPEC } from './organisations.tsx';
import { wallOf } from './out-wall.ts';

const ALL = 100_000;

/** The organisations as one sees them now, all pages of the list: the same filters and the same order. */
export async function organisationsOut(visit: Visit<unknown>, publicUrl: URL): Promise<OutList<OrganisationRow>> {
  const { lang, partnership } = visit;
  const state = listState(visit.url, SPEC);
  const [problem] = state.problems;
  if (problem) throw new Refusal(400, 'http.bad-request', { key: problem.key.slice(0, 60) });
  const t = directoryText.in(lang);
  const said = text.in(lang);
  return visit.read(async (tx) => {
    const items = await listOrganisations(tx, lang, partnership?.id ?? null, state.filters, state.sort, {
      limit: ALL,
      offset: 0,
    });
    const narrowed = Object.keys(state.filters).length > 0;
    return {
      lang,
      name: [partnership?.slug, said('workspace.out.organisations')].filter(Boolean).join('-'),
      above: partnership ? (partnership.name[lang] ?? partnership.name.en ?? '') : 'Entente',
      title: { text: t('directory.organisations') },
      wall: wallOf(lang, []),
      asOf: await today(tx),
      // The list itself, of which this address is a file.
      address: new URL(state.href.replace(/\.[a-z]+(?=\?|$)/, ''), publicUrl).href,
      facts: [],
      figures: [
        {
          value: items.length,
          label: said('workspace.out.organisations-label', { count: items.length }),
          rule: said(narrowed ? 'workspace.out.organisations-filter' : 'workspace.out.organisations-all'),
        },
      ],
      look: await lookOf(tx, partnership, lang),
      caption: t('directory.organisations'),
      empty: t('directory.empty'),
      columns: columns(visit, publicUrl),
      items,
      paper: { size: 'a4', landscape: true },
    };
  });
}

function columns({ lang, partnership }: Visit<unknown>, publicUrl: URL): ListColumn<OrganisationRow>[] {
  const t = directoryText.in(lang);
  const address = organisationAddress(partnership?.slug);
  const href = (row: OrganisationRow) => new URL(address(row.slug), publicUrl).href;
  const column = (key: string, label: string, width: number, cell: (row: OrganisationRow) => string | null) => ({
    ...{ key, label, kind: 'text' as const, width, cell },
  });
  return [
    {
      ...{ key: 'name', label: t('directory.name'), kind: 'text', width: 5 },
      cell: (row) => {
        const name = nameIn(lang, row.name);
        return { lines: [[{ text: name.words, lang: name.lang, bold: true, href: href(row) }]] };
      },
    },
    column('acronym', t('directory.acronym'), 1.6, (row) => acronymIn(lang, row) || null),
    column('class', t('directory.class'), 2, (row) => t(`directory.class.${row.class}`)),
    column('country', t('directory.country'), 2, (row) => (row.country ? nameCountry(lang, row.country) : null)),
    column('side', t('directory.side'), 2, (row) => (row.side ? sideIn(lang, { side: row.side, side_fr: row.side_fr }) : null)),
    ...(partnership
      ? [
          {
            key: 'lines',
            label: t('directory.lines'),
            kind: 'number' as const,
            width: 1.2,
            cell: (row: OrganisationRow) => row.lines,
          },
        ]
      : []),
    { ...column('address', text.in(lang)('workspace.line.address'), 4, href), sheetOnly: true },
  ];
}
