import {
  type Actor,
  conferencesOfWork,
  hasConferenceRole,
  requireConferenceRole,
  type UserActor,
} from '#libs/kernel';

const WRITERS = ['HOST_ADMINISTRATOR', 'HOST_OFFICER'] as const;

/** Administrators and officers of the host keep its organisations. */
export const mayWrite = (actor: Actor, conferenceId: string): boolean =>
  actor.kind === 'user' && actor.canWrite && hasConferenceRole(actor, conferenceId, ...WRITERS);

/** Refuses FORBIDDEN for everybody else who reads the conference, NOT_FOUND for strangers. */
export const requireWriter = (actor: UserActor, conferenceId: string): void =>
  requireConferenceRole(
    actor,
    conferenceId,
    WRITERS,
    'Organisations are kept by administrators and officers of the host.',
  );

/** The host’s staff reads addresses of contacts; an auditor knows that there are contacts, not how they are reached. */
export const readsAddresses = (actor: Actor, conferenceId: string): boolean =>
  hasConferenceRole(actor, conferenceId, ...WRITERS, 'HOST_APPROVER');

/** Where the actor works for the host or a body, in whichever role. */
export const conferencesOf = (actor: Actor): readonly string[] => conferencesOfWork(actor);
