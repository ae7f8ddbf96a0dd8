import { newId, type UserActor } from '#libs/kernel';

/** Somebody of a made-up body: the database takes promises of work from whoever may do anything at all. */
export const promiser: UserActor = {
  kind: 'user',
  userId: newId(),
  grants: [{ role: 'PARTNER_COORDINATOR', conferenceId: newId(), bodyId: newId() }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
};
