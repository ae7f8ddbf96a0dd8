import { type Role, ROLE_TABLE } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type ACCESS_ACTIONS } from '../domain/audit-actions.js';

type GrantAction = Extract<(typeof ACCESS_ACTIONS)[keyof typeof ACCESS_ACTIONS], `access.role-${string}`>;

/** What happened to a grant; the body of a partner's role reads it too. Who the address belongs to is in no entry. */
export function auditGrant(
  tx: Transaction,
  action: GrantAction,
  grant: {
    readonly id: string;
    readonly conferenceId: string;
    readonly bodyId: string | null;
    readonly role: Role;
  },
): void {
  tx.audit({
    conferenceId: grant.conferenceId,
    bodyId: ROLE_TABLE[grant.role].of === 'partner' ? grant.bodyId : null,
    action,
    subjectType: 'grant',
    subjectId: grant.id,
    details: { grantId: grant.id, role: grant.role },
  });
}
