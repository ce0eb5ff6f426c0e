import type pg from 'pg';

/** The four roles every Entente database knows. `ent_owner` owns all schemas and, like `ent_search`, is never logged in with. */
export const ROLES = ['ent_owner', 'ent_app', 'ent_auth', 'ent_search'] as const;

/** A PostgreSQL server with one database of ours on it. */
export type Server = {
  /** `embedded`: started by us in the data folder; `given`: named by DATABASE_URL. */
  readonly kind: 'embedded' | 'given';
  readonly database: string;
  /** Connects to the database as the superuser (embedded) or as the user of DATABASE_URL; `set role ent_owner` from there. */
  readonly admin: pg.ClientConfig;
  /** Connects to the database as one of our roles that may log in: `ent_app` or `ent_auth`. Every pool needs an `error` listener. */
  app(role: string): pg.ClientConfig;
  /** Says that this process needs the server no longer; the last one to leave an embedded server stops it. */
  leave(): Promise<void>;
};
