import type { Grant } from './operations';

type Role = Grant['role'];

export const HOST: readonly Role[] = ['HOST_OFFICER', 'HOST_APPROVER'];
const PARTNER: readonly Role[] = ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER'];
/** Whoever works for the host or a partner: all roles but a focal point's */
export const EVERY_STAFF_ROLE: readonly Role[] = [...HOST, ...PARTNER, 'HOST_ADMINISTRATOR', 'AUDITOR'];
/** Whoever writes nominations for a body */
export const NOMINATING: readonly Role[] = ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'];
/** Whoever gives reviews to colleagues */
export const ASSIGNING_REVIEWS: readonly Role[] = ['HOST_OFFICER', 'HOST_ADMINISTRATOR'];
/** Whoever reminds colleagues of reviews */
export const REMINDING: readonly Role[] = [...HOST, 'HOST_ADMINISTRATOR'];
/** Whoever sees what waits for the host */
export const READING_INBOX: readonly Role[] = [...HOST, 'AUDITOR'];
/** Whoever answers for the mail that the conference sends */
export const KEEPING_MAIL: readonly Role[] = ['HOST_ADMINISTRATOR', 'HOST_OFFICER'];

type RoleGrant = Pick<Grant, 'role'>;

/** Whether one of the grants carries one of the roles. */
export function hasRole(grants: readonly RoleGrant[], roles: readonly Role[]): boolean {
  return grants.some((grant) => roles.includes(grant.role));
}

/** Whether the inbox's work can be this person's; an auditor only reads it. */
export function worksInInbox(grants: readonly RoleGrant[]): boolean {
  return hasRole(grants, HOST);
}

/** The bodies for which a person may write nominations. */
export function bodiesToNominateFor(grants: readonly Grant[]): readonly NonNullable<Grant['body']>[] {
  const bodies = new Map<string, NonNullable<Grant['body']>>();
  for (const grant of grants)
    if (grant.body !== null && hasRole([grant], NOMINATING)) bodies.set(grant.body.id, grant.body);
  return [...bodies.values()];
}

/** Whether the person sees more bodies than their own, so that lists should name them. */
export function seesAllBodies(grants: readonly RoleGrant[]): boolean {
  return hasRole(grants, [...HOST, 'HOST_ADMINISTRATOR', 'AUDITOR']);
}

/** Whether a role is held within one partner's body. */
export function isPartnerRole(role: string): boolean {
  return PARTNER.some((one) => one === role);
}

/** The roles that a person may give in a conference: all of them, their own body's, or none. */
export function rolesToGive(grants: readonly Grant[], conferenceId: string): readonly Role[] {
  const mine = grants.filter(({ conference }) => conference.id === conferenceId);
  if (hasRole(mine, ['HOST_ADMINISTRATOR'])) return [...PARTNER, ...HOST, 'HOST_ADMINISTRATOR', 'AUDITOR'];
  return hasRole(mine, ['PARTNER_COORDINATOR']) ? PARTNER : [];
}
