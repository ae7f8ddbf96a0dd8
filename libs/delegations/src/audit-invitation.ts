import { type Transaction } from '#libs/platform';
import { type InvitationFact, ORGANISATION_INVITATION_SUBJECT } from './domain/organisation-invitation.js';

/** For the host and auditors alone: the invitation of an organisation is no body's. */
export function auditInvitation(
  tx: Transaction,
  { id, conferenceId }: { readonly id: string; readonly conferenceId: string },
  action: InvitationFact,
  details: Readonly<Record<string, unknown>> = {},
  remark: string | null = null,
): void {
  tx.audit({
    conferenceId,
    action,
    subjectType: ORGANISATION_INVITATION_SUBJECT,
    subjectId: id,
    details,
    remark,
  });
}
