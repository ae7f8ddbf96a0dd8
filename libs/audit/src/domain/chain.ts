import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/kernel';
import { type AuditEvent } from './event.js';

/** What the first entry is chained to: 32 zero bytes. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** SHA-256 over the canonical JSON of everything that the event says; of a token only where there is one, as in entries of before. */
export function eventHash(event: AuditEvent): Buffer {
  const said: Omit<AuditEvent, 'apiTokenId'> & Partial<Pick<AuditEvent, 'apiTokenId'>> = {
    id: event.id,
    conferenceId: event.conferenceId,
    bodyId: event.bodyId,
    occurredAt: event.occurredAt,
    actorId: event.actorId,
    actorKind: event.actorKind,
    onBehalfOfId: event.onBehalfOfId,
    ...(event.apiTokenId === null ? {} : { apiTokenId: event.apiTokenId }),
    action: event.action,
    subjectType: event.subjectType,
    subjectId: event.subjectId,
    details: event.details,
  };
  return createHash('sha256').update(canonicalJson(said)).digest();
}

/** SHA-256(previous link || hash of the event): whoever changes an entry changes every link after it. */
export const chainHash = (previous: Uint8Array, event: Uint8Array): Buffer =>
  createHash('sha256').update(previous).update(event).digest();
