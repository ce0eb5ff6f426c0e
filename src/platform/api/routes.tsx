import { z } from 'zod';
import { type Route, route } from '../http/route.ts';
import { reading } from './declare.ts';
import { openApiOf } from './openapi.ts';
import { openApiPage } from './page.tsx';
import { LanguageCode, name } from './schemas.ts';

const Session = name(
  'Session',
  z.object({
    /** Null for a visitor. */
    person: z.string().nullable(),
    role: z.string(),
    lang: LanguageCode,
    /** What a change is sent with, in the header X-Form-Token. */
    form_token: z.string(),
  }),
);

/** The OpenAPI document, its page for people, and who one is: the addresses for programs that belong to no module. */
export function apiRoutes(publicUrl: URL, others: readonly Route[]): Route[] {
  const session = reading({
    path: '/api/v1/session',
    can: 'public',
    operation: 'readSession',
    summary: 'api.session',
    output: Session,
    tagged: false,
    handle: async (visit) => ({
      ...{ person: visit.session?.person.name ?? null, lang: visit.lang, form_token: visit.csrf },
      role: visit.session?.hats.find((hat) => hat.current)?.role ?? visit.acting.role,
    }),
  });
  const described = [session, ...others];
  return [
    session,
    route({
      method: 'GET',
      path: '/api/v1/openapi.json',
      can: 'public',
      handle: async ({ lang }) => ({ json: JSON.stringify(openApiOf(described, publicUrl, lang)), tagged: true }),
    }),
    route({
      method: 'GET',
      path: '/api',
      can: 'public',
      handle: async ({ lang }) => openApiPage(lang, openApiOf(described, publicUrl, lang)),
    }),
  ];
}
