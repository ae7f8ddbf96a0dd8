import type { Grant } from './operations';

type Role = Grant['role'];

const HOST: readonly Role[] = ['HOST_OFFICER', 'HOST_APPROVER'];
const PARTNER: readonly Role[] = ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER'];
const EVERYBODY: readonly Role[] = [...HOST, ...PARTNER, 'HOST_ADMINISTRATOR', 'AUDITOR'];

/**
 * Which roles a page is made for. This only spares people pages that would be empty for them: what they may read and
 * do is decided by the service, for every answer.
 */
export const ROLES_OF_PAGE = {
  nominations: EVERYBODY,
  newNomination: ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'],
  inbox: [...HOST, 'AUDITOR'],
  release: [...HOST, 'AUDITOR'],
  messages: EVERYBODY,
  staff: ['PARTNER_COORDINATOR', 'AUDITOR'],
  audit: [...HOST, 'PARTNER_COORDINATOR', 'HOST_ADMINISTRATOR', 'AUDITOR'],
  administration: ['HOST_ADMINISTRATOR'],
  roles: undefined,
  account: undefined,
} as const satisfies Record<string, readonly Role[] | undefined>;

export type RestrictedPage = keyof typeof ROLES_OF_PAGE;

const IN_NAVIGATION = [
  'inbox',
  'nominations',
  'release',
  'messages',
  'staff',
  'audit',
  'administration',
  'account',
] as const;
export type NavigationPage = (typeof IN_NAVIGATION)[number];

type RoleGrant = Pick<Grant, 'role'>;

/** Whether one of the grants carries one of the roles. */
export function hasRole(grants: readonly RoleGrant[], roles: readonly Role[] | undefined): boolean {
  return roles === undefined || grants.some((grant) => roles.includes(grant.role));
}

/** The pages to offer, the most used first. */
export function navigationFor(grants: readonly RoleGrant[]): readonly NavigationPage[] {
  return IN_NAVIGATION.filter((page) => hasRole(grants, ROLES_OF_PAGE[page]));
}

/** Whether the inbox's work can be this person's; an auditor only reads it. */
export function worksInInbox(grants: readonly RoleGrant[]): boolean {
  return hasRole(grants, HOST);
}

/** Where a person's work begins. */
export function startPageFor(grants: readonly RoleGrant[]): string {
  if (hasRole(grants, ['HOST_ADMINISTRATOR'])) return '/administration';
  if (hasRole(grants, ['AUDITOR']) && !worksInInbox(grants)) return '/audit';
  return `/${navigationFor(grants)[0] ?? 'account'}`;
}

/** The bodies for which a person may write nominations. */
export function bodiesToNominateFor(grants: readonly Grant[]): readonly NonNullable<Grant['body']>[] {
  const bodies = new Map<string, NonNullable<Grant['body']>>();
  for (const grant of grants)
    if (grant.body !== null && hasRole([grant], ROLES_OF_PAGE.newNomination))
      bodies.set(grant.body.id, grant.body);
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
