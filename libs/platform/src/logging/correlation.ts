import { AsyncLocalStorage } from 'node:async_hooks';
import { type IncomingHttpHeaders } from 'node:http';
import { newId } from '#libs/kernel';

/** What a request or a job is known by while it works, and what it has done already. */
export class Trail {
  private isMarked = false;

  constructor(readonly correlationId: string) {}

  /** Whether something of it is in the database for good, so that a failure from then on cannot mean that nothing was done. */
  get hasCommitted(): boolean {
    return this.isMarked;
  }

  markCommitted(): void {
    this.isMarked = true;
  }
}

const store = new AsyncLocalStorage<Trail>();

/** The trail of whatever is under way; nothing is outside of requests that write and of jobs. */
export const currentTrail = (): Trail | undefined => store.getStore();

export const onTrail = <T>(trail: Trail, work: () => T): T => store.run(trail, work);

/** What a proxy or a client may send as the id of its request. */
const FORM_OF_ID = /^[\w.:-]{8,64}$/;

/** The request's own id, where it has a decent one, or a new one. */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && FORM_OF_ID.test(given) ? given : newId();
}

/** The id that ties a request, its log lines, its outbox rows and their jobs together. */
export const correlationId = (): string | undefined => currentTrail()?.correlationId;

export const withCorrelationId = <T>(id: string, work: () => T): T => onTrail(new Trail(id), work);
