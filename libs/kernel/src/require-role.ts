import { type Actor, hasConferenceRole, worksFor } from './actor.js';
import { forbidden, notFound, Refusal } from './refusal.js';
import { type Role } from './roles.js';

/**
 * Lets whoever holds one of the roles in the conference pass. Everybody else who works for it hears `words` (FORBIDDEN);
 * to strangers there is no such conference (NOT_FOUND), whether or not there is one.
 */
export function requireConferenceRole(
  actor: Actor,
  conferenceId: string,
  roles: readonly Role[],
  words: string,
): void {
  if (hasConferenceRole(actor, conferenceId, ...roles)) return;
  if (worksFor(actor, conferenceId)) throw forbidden(words);
  throw new Refusal('NOT_FOUND', notFound('conference').message, ['input', 'conferenceId']);
}
