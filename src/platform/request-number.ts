import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const current = new AsyncLocalStorage<string>();

/** Does what one request asks for, under a number of its own: whatever is done for it, also after the answer, carries that number. */
export const duringRequest = <Answer>(work: () => Answer): Answer => current.run(randomUUID(), work);

/** The number of the request that is being done; empty where nobody asked, as in a command or a job. */
export const requestNumber = (): string => current.getStore() ?? '';
