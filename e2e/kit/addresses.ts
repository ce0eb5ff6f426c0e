import { allRoutes } from '../../src/app.ts';
import { type Acting, mayEnter, ROLES, type Role } from '../../src/platform/http/acting.ts';
import type { Route } from '../../src/platform/http/route.ts';

/** One address of the site with its example filled in, and the first capacity that may open it. */
export type Address = { readonly route: Route; readonly path: string; readonly by: Role | 'visitor' };

/** Every address that can be asked for with GET, made from the registry of routes: what is added there is tested here. */
export function addresses(): Address[] {
  return registry()
    .filter((route) => route.method === 'GET')
    .map((route) => ({ route, path: filled(route), by: firstAllowed(route) }));
}

// The handlers are never called here, so what they would work with does not matter.
function registry(): Route[] {
  const nothing = {} as never;
  const parts = { accounts: nothing, files: nothing, ready: nothing, publicUrl: nothing, database: nothing };
  return allRoutes({ ...parts, mail: true, securityContact: undefined });
}

function filled(route: Route): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = route.example[name];
    if (value === undefined) throw new Error(`the route ${route.path} has no example for ${name}`);
    return encodeURIComponent(value);
  });
}

function firstAllowed(route: Route): Role | 'visitor' {
  const visitor: Acting = { secret: '' as Acting['secret'], role: 'visitor', person: null, mandate: null, party: null };
  const person = { id: '', name: '' };
  if (mayEnter(route.can, visitor, true)) return 'visitor';
  const role = ROLES.find((each) =>
    mayEnter(route.can, { ...visitor, role: each, person, mandate: '', party: sideOf(each) }, true),
  );
  if (role === undefined) throw new Error(`nobody may open ${route.path}`);
  return role;
}

// Whoever speaks or works for a side holds the mandate of a party; the others hold one of none.
const sideOf = (role: Role) => (role === 'speaker' || role === 'focal-point' || role === 'contributor' ? '' : null);
