import { type Actor, hasBodyRole, hasConferenceRole, type Role, ROLE_TABLE } from '#libs/kernel';

/** Whose roles the actor may list: everybody's, or those within these bodies. */
export interface StaffSight {
  readonly isWhole: boolean;
  readonly bodyIds: readonly string[];
}

/** Administrators and auditors see all staff of their conference, coordinators their own body's; nobody else asks. */
export function staffInSight(actor: Actor, conferenceId: string): StaffSight {
  if (hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'AUDITOR'))
    return { isWhole: true, bodyIds: [] };
  const grants = actor.kind === 'user' ? actor.grants : [];
  const bodyIds = grants
    .filter((grant) => grant.conferenceId === conferenceId && grant.role === 'PARTNER_COORDINATOR')
    .flatMap(({ bodyId }) => bodyId ?? []);
  return { isWhole: false, bodyIds };
}

/** Administrators give and take every role, coordinators the partner's roles within their own body. */
export function mayManage(
  actor: Actor,
  grant: { readonly conferenceId: string; readonly bodyId: string | null; readonly role: Role },
): boolean {
  if (hasConferenceRole(actor, grant.conferenceId, 'HOST_ADMINISTRATOR')) return true;
  const isPartnerRole = ROLE_TABLE[grant.role].of === 'partner';
  return isPartnerRole && grant.bodyId !== null && hasBodyRole(actor, grant.bodyId, 'PARTNER_COORDINATOR');
}

export const WHO_MANAGES =
  'Only an administrator gives and takes this role; a coordinator does so for the roles of their own body.';
