import { notFound } from '../refusal.ts';
import { type Route, route } from './route.ts';

export type Readiness = {
  readonly database: boolean;
  readonly migrations: boolean;
  /** Whether events move and jobs are worked on. */
  readonly jobs: boolean;
  readonly stopping: boolean;
};

/**
 * For load balancers: is the process alive, and may it be given work? No detail for strangers: two words, nothing else. And for those who
 * found a hole: whom to tell (RFC 9116), where the installation names somebody.
 */
export function healthRoutes(ready: () => Promise<Readiness>, securityContact: string | undefined): Route[] {
  return [
    route({
      method: 'GET',
      path: '/healthz',
      can: 'public',
      forMachines: true,
      handle: async () => ({ plain: { type: 'text/plain', text: 'alive\n' } }),
    }),
    route({
      method: 'GET',
      path: '/readyz',
      can: 'public',
      forMachines: true,
      handle: async () => {
        const { database, migrations, jobs, stopping } = await ready();
        const fine = database && migrations && jobs && !stopping;
        return { plain: { type: 'text/plain', text: fine ? 'ready\n' : 'not ready\n', status: fine ? 200 : 503 } };
      },
    }),
    route({
      method: 'GET',
      path: '/robots.txt',
      can: 'public',
      forMachines: true,
      handle: async () => ({
        plain: {
          type: 'text/plain',
          text: 'User-agent: *\nDisallow: /sign-in\nDisallow: /invitation\nDisallow: /password\nDisallow: /*/search\n',
        },
      }),
    }),
    route({
      method: 'GET',
      path: '/.well-known/security.txt',
      can: 'public',
      forMachines: true,
      handle: async () => {
        if (securityContact === undefined) throw notFound();
        const expires = new Date(Date.now() + 365 * 86_400_000).toISOString();
        return {
          plain: { type: 'text/plain', text: `Contact: ${securityContact}\nPreferred-Languages: en, fr\nExpires: ${expires}\n` },
        };
      },
    }),
  ];
}
