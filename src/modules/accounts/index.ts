export { CreateLoginInput, createLogin } from './create-login.ts';
export { endSessions } from './end-sessions.ts';
export { type Accounts, type DemonstrationLogin, openAccounts } from './open-accounts.ts';
export { accountsRoutes } from './routes.tsx';
export { suspendLogin } from './suspend-login.ts';
