import { z } from 'zod';
import { emailAddress, isId, line, type Role, ROLES } from '#libs/kernel';

export const GRANT_STATES = ['OFFERED', 'LAPSED', 'HELD', 'DECLINED', 'REVOKED'] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** How long an offered role can be accepted, counted from the latest mail about it. */
export const OFFER_DAYS = 14;

/** One role of one person in a conference, as those who give and take roles see it. */
export interface StaffGrant {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly role: Role;
  readonly state: GrantState;
  /** The person's own once they have accepted; until then what was typed by whoever gave the role. */
  readonly name: string;
  readonly email: string;
  readonly language: string;
  /** Null until the person has accepted. */
  readonly userId: string | null;
  readonly grantedAt: Date;
  /** Until when an offered role can be accepted; null once it was. */
  readonly offeredUntil: Date | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
  /** Roles of the same person that nobody may hold beside this one: given before there was that rule. */
  readonly conflictingRoles: readonly Role[];
}

const id = z.string().refine(isId, 'This is not an identifier of ours.');

export const grantRoleInput = z.object({
  conferenceId: id,
  bodyId: id.nullish().transform((given) => given ?? null),
  role: z.enum(ROLES),
  name: line(200),
  email: emailAddress,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag, fr for example.')
    .max(35)
    .nullish()
    .transform((given) => given ?? null),
});
export type GrantRoleInput = z.output<typeof grantRoleInput>;

/** Where a role is held: in the whole conference, at its host, or in one partner's workspace. */
export type RoleScope = 'CONFERENCE' | 'HOST' | 'PARTNER';

export const SCOPE_OF_ROLE: Readonly<Record<Role, RoleScope>> = {
  HOST_ADMINISTRATOR: 'CONFERENCE',
  AUDITOR: 'CONFERENCE',
  HOST_OFFICER: 'HOST',
  HOST_APPROVER: 'HOST',
  PARTNER_COORDINATOR: 'PARTNER',
  PARTNER_NOMINATOR: 'PARTNER',
  PARTNER_VIEWER: 'PARTNER',
};

const OF_PARTNERS = ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER'] as const;
const OF_WHO_DECIDES = ['HOST_OFFICER', 'HOST_APPROVER'] as const;

/** The roles that nobody may hold beside this one in the same conference. */
export const OPPOSITE_ROLES: Readonly<Record<Role, readonly Role[]>> = {
  HOST_ADMINISTRATOR: ['HOST_APPROVER'],
  HOST_OFFICER: OF_PARTNERS,
  HOST_APPROVER: ['HOST_ADMINISTRATOR', ...OF_PARTNERS],
  AUDITOR: [],
  PARTNER_COORDINATOR: OF_WHO_DECIDES,
  PARTNER_NOMINATOR: OF_WHO_DECIDES,
  PARTNER_VIEWER: OF_WHO_DECIDES,
};

/** Why two such roles do not meet, to whoever gives one; `other` is held already. */
export const whySeparate = (role: Role, other: Role): string =>
  role === 'HOST_ADMINISTRATOR' || other === 'HOST_ADMINISTRATOR'
    ? 'Nobody both administers a conference and decides its nominations.'
    : 'Nobody works for a partner and decides for the host in one conference.';
