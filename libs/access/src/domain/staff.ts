import { z } from 'zod';
import { emailAddress, isId, line, type Role, ROLES } from '#libs/kernel';

/** One role of one person in a conference, as those who give and take roles see it. */
export interface StaffGrant {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly role: Role;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly language: string;
  };
  readonly grantedAt: Date;
  readonly revokedAt: Date | null;
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

/** The role that nobody may hold beside this one in the same conference. */
export const OPPOSITE_ROLE: Readonly<Partial<Record<Role, Role>>> = {
  HOST_ADMINISTRATOR: 'HOST_APPROVER',
  HOST_APPROVER: 'HOST_ADMINISTRATOR',
};
