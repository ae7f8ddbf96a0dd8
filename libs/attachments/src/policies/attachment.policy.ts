import { type Actor, hasBodyRole, hasConferenceRole } from '#libs/kernel';
import { type AttachedSubject, type AttachmentSide, type SubjectStage } from '../domain/attachment.js';

export const WHO_ADDS =
  'Files are added by officers, approvers and administrators of the host for themselves, by coordinators and nominators of the body while the nomination is with it, and by its coordinators until it is over.';
export const WHO_DELETES =
  'The host’s files are deleted by whoever added them; those of a body by its coordinators and nominators, as long as the host has not been shown them.';

const canWrite = (actor: Actor): boolean => actor.kind === 'user' && actor.canWrite;

const writesForHost = (actor: Actor, conferenceId: string): boolean =>
  hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER');

const draftsFor = (actor: Actor, bodyId: string): boolean =>
  hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR');

const addsForBody: Readonly<Record<SubjectStage, (actor: Actor, bodyId: string) => boolean>> = {
  WITH_BODY: draftsFor,
  WITH_HOST: (actor, bodyId) => hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR'),
  ENDED: () => false,
};

/** The sides for which the actor adds files to the subject now; none for whoever only reads. */
export const attachmentSides = (
  actor: Actor,
  { conferenceId, bodyId, stage }: AttachedSubject,
): readonly AttachmentSide[] =>
  canWrite(actor)
    ? [
        ...(writesForHost(actor, conferenceId) ? (['HOST'] as const) : []),
        ...(addsForBody[stage](actor, bodyId) ? (['BODY'] as const) : []),
      ]
    : [];

/** Whose a file is, who added it, and whether the host was shown it. */
export interface OwnedFile {
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly addedById: string;
  readonly isShown: boolean;
}

export const mayDelete = (actor: Actor, { conferenceId, bodyId, addedById, isShown }: OwnedFile): boolean => {
  if (!canWrite(actor) || actor.kind !== 'user') return false;
  return bodyId === null
    ? actor.userId === addedById && writesForHost(actor, conferenceId)
    : !isShown && draftsFor(actor, bodyId);
};

/**
 * SQL: the file is the caller's to see; `sightOf` gives the values of its two parameters, from number `first` on. Not `inSight`: whoever
 * reads the conference whole reads of a body's files those that its body has handed over.
 */
export const inFileSight = (alias: string, first: number): string =>
  `((${alias}.is_shown AND ${alias}.conference_id = ANY ($${first}::uuid[])) OR ${alias}.body_id = ANY ($${first + 1}::uuid[]))`;
