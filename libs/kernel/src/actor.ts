/** The roles of the glossary; a grant gives one of them within one scope. */
export const ROLES = [
  'HOST_ADMINISTRATOR',
  'HOST_OFFICER',
  'HOST_APPROVER',
  'AUDITOR',
  'PARTNER_COORDINATOR',
  'PARTNER_NOMINATOR',
  'PARTNER_VIEWER',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that read the whole conference, across all bodies. */
export const CONFERENCE_WIDE_ROLES: readonly Role[] = [
  'HOST_ADMINISTRATOR',
  'HOST_OFFICER',
  'HOST_APPROVER',
  'AUDITOR',
];

/** A role within its scope. Partner roles always name a body; a second grant never widens the first one's scope. */
export interface GrantFact {
  readonly role: Role;
  readonly conferenceId: string;
  readonly bodyId: string | null;
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

/** Holds one of the roles for the whole conference. */
export function hasConferenceRole(actor: Actor, conferenceId: string, ...roles: readonly Role[]): boolean {
  return grantsOf(actor).some((g) => g.conferenceId === conferenceId && roles.includes(g.role));
}

/** Holds one of the roles within this very body. */
export function hasBodyRole(actor: Actor, bodyId: string, ...roles: readonly Role[]): boolean {
  return grantsOf(actor).some((g) => g.bodyId === bodyId && roles.includes(g.role));
}

/** Conferences for the whole of which the actor holds one of the roles. */
export function conferencesWithRole(actor: Actor, ...roles: readonly Role[]): readonly string[] {
  return [
    ...new Set(
      grantsOf(actor)
        .filter((g) => roles.includes(g.role))
        .map((g) => g.conferenceId),
    ),
  ];
}

/** Bodies within which the actor holds one of the roles. */
export function bodiesWithRole(actor: Actor, ...roles: readonly Role[]): readonly string[] {
  const held = grantsOf(actor).filter((g) => roles.includes(g.role));
  return [...new Set(held.flatMap((g) => (g.bodyId === null ? [] : [g.bodyId])))];
}

/** Conferences of which the actor reads every row. */
export function conferencesReadWhole(actor: Actor): readonly string[] {
  const wide = grantsOf(actor).filter((g) => CONFERENCE_WIDE_ROLES.includes(g.role));
  return [...new Set(wide.map((g) => g.conferenceId))];
}

/** Bodies whose workspace the actor reads by a partner's grant. */
export function bodiesRead(actor: Actor): readonly string[] {
  const narrow = grantsOf(actor).filter((g) => !CONFERENCE_WIDE_ROLES.includes(g.role));
  return [...new Set(narrow.flatMap((g) => (g.bodyId === null ? [] : [g.bodyId])))];
}

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
