import { z } from 'zod';
import { PageQuery, pageOf, placeOf, reading } from '../../../platform/api/index.ts';
import type { Route } from '../../../platform/http/route.ts';
import { ORGANISATION_CLASSES } from '../../directory/index.ts';
import { namesOf, organisationBySlug, organisationsFrom, relationsOf } from '../pages/organisation-queries.ts';
import { Lists, OrganisationWhole } from './shapes.ts';
import { organisationAt } from './shown.ts';

const BASE = '/api/v1/organisations';

const OrganisationsAsked = PageQuery.extend({
  words: z.string().trim().min(1).max(100).optional(),
  class: z.enum(ORGANISATION_CLASSES).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** `none`: of no side. */
  side: z.string().min(1).max(60).optional(),
});

/** The organisations of the installation, for programs: the filters of their page, in the order of their names in addresses. */
export const organisationsApi = (publicUrl: URL): Route[] => [
  reading({
    path: BASE,
    can: 'public',
    operation: 'listOrganisations',
    summary: 'workspace.api.organisations',
    query: OrganisationsAsked,
    output: Lists.organisations,
    handle: async (visit) => {
      const { limit, cursor: _, ...filter } = visit.query;
      const part = { from: placeOf(visit.query), limit: limit + 1 };
      const rows = await visit.read((tx) => organisationsFrom(tx, filter, part));
      return pageOf(
        { visit, publicUrl },
        rows,
        ({ slug }) => slug,
        (row) => organisationShown(publicUrl, row),
      );
    },
  }),
  reading({
    path: `${BASE}/:organisation`,
    can: 'public',
    operation: 'readOrganisation',
    summary: 'workspace.api.organisation',
    example: { organisation: 'cida' },
    output: OrganisationWhole,
    handle: (visit) =>
      visit.read(async (tx) => {
        const found = await organisationBySlug(tx, visit.params.organisation ?? '');
        return {
          ...organisationShown(publicUrl, found),
          ...{ iati_reference: found.iati_reference, note: found.note, source: found.source },
          names: (await namesOf(tx, found.id)).map((each) => ({ ...each, acronym: acronymShown(each) })),
          relations: (await relationsOf(tx, found.id, 'en')).map(({ slug, ...relation }) => ({
            ...{ ...relation, organisation: slug, api: organisationAt(publicUrl, slug).api },
          })),
        };
      }),
  }),
];

type Named = { readonly acronym: string | null; readonly acronym_fr: string | null };

const acronymShown = ({ acronym, acronym_fr }: Named) => ({
  ...(acronym === null ? {} : { en: acronym }),
  ...(acronym_fr === null ? {} : { fr: acronym_fr }),
});

function organisationShown(publicUrl: URL, row: Omit<Awaited<ReturnType<typeof organisationsFrom>>[number], 'id'>) {
  return {
    ...{ organisation: row.slug, name: row.name, acronym: acronymShown(row), class: row.class },
    ...{ country: row.country, side: row.side, iati_type: row.iati_type },
    ...organisationAt(publicUrl, row.slug),
  };
}
