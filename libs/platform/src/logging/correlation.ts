import { AsyncLocalStorage } from 'node:async_hooks';

const store = new AsyncLocalStorage<string>();

/** The id that ties a request, its log lines, its outbox rows and their jobs together. */
export const correlationId = (): string | undefined => store.getStore();

export const withCorrelationId = <T>(id: string, work: () => T): T => store.run(id, work);
