import { type Actor, conferencesWithRole, hasBodyRole, hasConferenceRole } from '#libs/kernel';

/** Whose endpoints they are: a body's, or without one the host's. */
export interface WebhookOwner {
  readonly conferenceId: string;
  readonly bodyId: string | null;
}

/** Coordinators see and keep their body's, administrators the host's; to everybody else there are none. */
export const maySee = (actor: Actor, { conferenceId, bodyId }: WebhookOwner): boolean =>
  bodyId === null
    ? hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR')
    : hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR');

export const mayChange = (actor: Actor, owner: WebhookOwner): boolean =>
  actor.kind === 'user' && actor.canWrite && maySee(actor, owner);

/** The values of `inWebhookSight`. */
export const webhookSightOf = (actor: Actor): readonly [readonly string[], readonly string[]] => [
  conferencesWithRole(actor, 'HOST_ADMINISTRATOR'),
  actor.kind === 'user'
    ? actor.grants.flatMap(({ role, bodyId }) => (role === 'PARTNER_COORDINATOR' ? (bodyId ?? []) : []))
    : [],
];

/** SQL: a row of this alias is the caller's to see. The query layer's own wall, beside row-level security, which knows no roles. */
export const inWebhookSight = (alias: string, first: number): string =>
  `((${alias}.body_id IS NULL AND ${alias}.conference_id = ANY ($${first}::uuid[])) OR ${alias}.body_id = ANY ($${first + 1}::uuid[]))`;
