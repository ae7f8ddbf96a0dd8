import { type Transaction } from '#libs/platform';
import { ORGANISATION_SUBJECT } from './domain/organisation-actions.js';

/** For the host and auditors alone: an organisation belongs to no body. */
export function auditOrganisation(
  tx: Transaction,
  { id, conferenceId }: { readonly id: string; readonly conferenceId: string },
  action: string,
  details: Readonly<Record<string, unknown>> = {},
): void {
  tx.audit({ conferenceId, action, subjectType: ORGANISATION_SUBJECT, subjectId: id, details });
}
