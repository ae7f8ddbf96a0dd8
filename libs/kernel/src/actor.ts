import { type Duty, DUTY_SCOPE, type Role, ROLE_TABLE, SCOPE_KINDS, type ScopeKind } from './roles.js';

/**
 * A role within its scope. Partner roles always name a body, and a focal point's the organisation for which it answers; a second grant never
 * widens the first one's scope.
 */
export interface GrantFact {
  readonly role: Role;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  /** Left out of a role that is not for an organisation. */
  readonly organisationId?: string | null;
}

export interface UserActor {
  readonly kind: 'user';
  readonly userId: string;
  readonly grants: readonly GrantFact[];
  /** False for an API token without the WRITE scope. */
  readonly canWrite: boolean;
  /** What authenticated the request: cookies can be forged by a browser's help, tokens cannot. */
  readonly via: 'session' | 'token';
  /** Identifier of the session or token. */
  readonly credentialId: string;
  /** The body whose system it is; left out of a person. */
  readonly systemOf?: string;
}

/** Who acts. `invitee` is known by the hash of the token in the invitation's link and may reach that row only. */
export type Actor =
  | UserActor
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'invitee'; readonly tokenHash: string }
  | { readonly kind: 'system'; readonly task: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };

const grantsOf = (actor: Actor): readonly GrantFact[] => (actor.kind === 'user' ? actor.grants : []);

/** The conferences in which somebody holds a role, each once: for the whole of it or within a body. A focal point works for its organisation alone. */
export const conferencesOfWork = (actor: Actor): readonly string[] =>
  scopesOf(actor, 'conference', (role) => ROLE_TABLE[role].of !== 'organisation');

export const worksFor = (actor: Actor, conferenceId: string): boolean =>
  conferencesOfWork(actor).includes(conferenceId);

/** Holds one of the roles for the whole conference. */
export function hasConferenceRole(actor: Actor, conferenceId: string, ...roles: readonly Role[]): boolean {
  return grantsOf(actor).some((g) => g.conferenceId === conferenceId && roles.includes(g.role));
}

/** Holds one of the roles within this very body. */
export function hasBodyRole(actor: Actor, bodyId: string, ...roles: readonly Role[]): boolean {
  return grantsOf(actor).some((g) => g.bodyId === bodyId && roles.includes(g.role));
}

/** Holds one of the roles for this very organisation. */
export function hasOrganisationRole(
  actor: Actor,
  organisationId: string,
  ...roles: readonly Role[]
): boolean {
  return grantsOf(actor).some((g) => g.organisationId === organisationId && roles.includes(g.role));
}

/** Conferences for the whole of which the actor holds one of the roles. */
export const conferencesWithRole = (actor: Actor, ...roles: readonly Role[]): readonly string[] =>
  scopesOf(actor, 'conference', (role) => roles.includes(role));

/** What of this kind the actor's grants let them read whole: every row of these conferences, every row of these bodies. */
export const scopesRead = (actor: Actor, kind: ScopeKind): readonly string[] =>
  scopesOf(actor, kind, (role) => ROLE_TABLE[role].reads === kind);

/** Where the actor has the duty: nowhere for whoever is no user, or only reads. */
export const scopesOfDuty = (actor: Actor, duty: Duty): readonly string[] =>
  actor.kind === 'user' && actor.canWrite
    ? scopesOf(actor, DUTY_SCOPE[duty], (role) => ROLE_TABLE[role].duties.includes(duty))
    : [];

/** The scopes of this kind in which the actor holds such a role, each once. */
function scopesOf(actor: Actor, kind: ScopeKind, isMeant: (role: Role) => boolean): readonly string[] {
  const held = grantsOf(actor).filter(({ role }) => isMeant(role));
  return [...new Set(held.flatMap((grant) => grant[SCOPE_KINDS[kind]] ?? []))];
}

/** Conferences of which the actor reads every row. */
export const conferencesReadWhole = (actor: Actor): readonly string[] => scopesRead(actor, 'conference');

/** Bodies whose workspace the actor reads by a partner's grant. */
export const bodiesRead = (actor: Actor): readonly string[] => scopesRead(actor, 'body');

/** Organisations for which the actor answers, or reads what is theirs. */
export const organisationsRead = (actor: Actor): readonly string[] => scopesRead(actor, 'organisation');

/** Whether the actor reads every row of this conference, the host's own included. */
export function readsConference(actor: Actor, conferenceId: string | null): boolean {
  return conferenceId !== null && conferencesReadWhole(actor).includes(conferenceId);
}

/** Whether the actor reads rows of this body in this conference; what belongs to no body is the host's. */
export function readsBody(actor: Actor, conferenceId: string | null, bodyId: string | null): boolean {
  return readsConference(actor, conferenceId) || (bodyId !== null && bodiesRead(actor).includes(bodyId));
}

/** The signed-in user behind an actor, where the edge has let nobody else in. */
export function asUser(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new Error(`Only users do this, not ${actor.kind}`);
  return actor;
}
