/**
 * The map of the product: who may import whom. `npm run check` holds the source to it (imports.ts for code, sql.ts for SQL).
 * Modules that are not built yet stand here too, so that the order is decided before the first line of them is written.
 *
 * Everybody may import `src/platform`, which imports no module; `src/app.ts` and `src/main.ts` put all together and may import everything.
 * A module is imported through its `index.ts` only.
 */
const ground = ['directory', 'accounts'] as const;
const shared = [...ground, 'discuss', 'concurrence', 'plan'] as const;

/** Module -> the modules it may import. Sorted by layer: what stands lower imports only what stands above it. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  directory: [],
  accounts: [],

  discuss: [...ground],
  concurrence: [...ground],

  plan: [...ground, 'discuss', 'concurrence'],

  followup: [...shared],
  activities: [...shared],
  instruments: [...shared],
  exchange: [...shared],
  assistance: [...shared],
  fellowships: [...shared],
  networks: [...shared],
  knowledge: [...shared],
  trade: [...shared],
  texts: [...shared],
  meetings: [...shared, 'followup', 'activities'],
};

/** The modules that read all others and that nobody imports: lists and pages composed of many modules. */
export const topModules = ['notify', 'reports', 'workspace', 'portal'] as const;

/** PostgreSQL schemas that belong to a module besides the one of its own name. */
export const moreSchemas: Readonly<Record<string, readonly string[]>> = { accounts: ['auth'] };

/** Every module of the map. */
export const modules: readonly string[] = [...Object.keys(mayImport), ...topModules];

/** What a module may import: the list above, or for a top module everything below the top. A module that is not on the map may import nothing. */
export function importsOf(module: string): readonly string[] {
  const top: readonly string[] = topModules;
  return top.includes(module) ? Object.keys(mayImport) : (mayImport[module] ?? []);
}

/** The module that owns a PostgreSQL schema, if one does. */
export function ownerOfSchema(schema: string): string | undefined {
  return modules.find((module) => module === schema || moreSchemas[module]?.includes(schema));
}
