import { type Actor, hasBodyRole, hasConferenceRole } from '#libs/kernel';
import { type NoteOwner, type NoteSide } from '../domain/note.js';

export const WHO_WRITES =
  'Notes are written by officers, approvers and administrators of the host, and by coordinators and nominators of the body.';
export const WHO_CHANGES = 'Only who wrote a note changes or deletes it.';

/** What notes are about, as far as walls ask: the conference and the body whose it is. */
export interface NotedSubject {
  readonly conferenceId: string;
  readonly bodyId: string;
}

const writesForHost = (actor: Actor, conferenceId: string): boolean =>
  hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER');

const writesForBody = (actor: Actor, bodyId: string): boolean =>
  hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR');

const canWrite = (actor: Actor): boolean => actor.kind === 'user' && actor.canWrite;

/** The sides for which the actor writes notes on the subject; none for whoever only reads. */
export const noteSides = (actor: Actor, { conferenceId, bodyId }: NotedSubject): readonly NoteSide[] =>
  canWrite(actor)
    ? [
        ...(writesForHost(actor, conferenceId) ? (['HOST'] as const) : []),
        ...(writesForBody(actor, bodyId) ? (['BODY'] as const) : []),
      ]
    : [];

/** Whether the actor wrote the note and still writes for its side. */
export const mayChange = (
  actor: Actor,
  { conferenceId, bodyId, authorId }: NoteOwner & { readonly authorId: string },
): boolean =>
  canWrite(actor) &&
  actor.kind === 'user' &&
  actor.userId === authorId &&
  (bodyId === null ? writesForHost(actor, conferenceId) : writesForBody(actor, bodyId));

/**
 * SQL: the note is the caller's to see; `sightOf` gives the values of its two parameters, from number `first` on. Not `inSight`: the
 * notes of a body are nobody else's, whoever reads the conference whole.
 */
export const inNoteSight = (alias: string, first: number): string =>
  `((${alias}.body_id IS NULL AND ${alias}.conference_id = ANY ($${first}::uuid[])) OR ${alias}.body_id = ANY ($${first + 1}::uuid[]))`;
