import { z } from 'zod';
import { emailAddress, languageTag, line, type Role, ROLES, validId } from '#libs/kernel';

export const GRANT_STATES = ['OFFERED', 'LAPSED', 'HELD', 'DECLINED', 'REVOKED'] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** How long an offered role can be accepted, counted from the latest mail about it. */
export const OFFER_DAYS = 14;

/** One role of one person in a conference, as those who give and take roles see it. */
export interface StaffGrant {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  /** For which the person answers; null of every other role. */
  readonly organisationId: string | null;
  /** What it was called when the role was offered. */
  readonly organisationName: string | null;
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

export const grantRoleInput = z.object({
  conferenceId: validId,
  bodyId: validId.nullish().transform((given) => given ?? null),
  organisationId: validId.nullish().transform((given) => given ?? null),
  role: z.enum(ROLES),
  name: line(200),
  email: emailAddress,
  language: languageTag.nullish().transform((given) => given ?? null),
});
export type GrantRoleInput = z.output<typeof grantRoleInput>;

/** Why two such roles do not meet, to whoever gives one; `other` is held already. */
export const whySeparate = (role: Role, other: Role): string =>
  role === 'HOST_ADMINISTRATOR' || other === 'HOST_ADMINISTRATOR'
    ? 'Nobody both administers a conference and decides its nominations.'
    : 'Nobody works for a partner and decides for the host in one conference.';
