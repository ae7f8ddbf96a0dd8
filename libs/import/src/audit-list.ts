import { type Transaction } from '#libs/platform';
import { type IMPORT_ACTIONS, IMPORT_SUBJECT } from './domain/audit-actions.js';

export function auditList(
  tx: Transaction,
  {
    id,
    conferenceId,
    bodyId,
  }: { readonly id: string; readonly conferenceId: string; readonly bodyId: string },
  action: (typeof IMPORT_ACTIONS)[keyof typeof IMPORT_ACTIONS],
  details?: Readonly<Record<string, number>>,
): void {
  tx.audit({ conferenceId, bodyId, action, subjectType: IMPORT_SUBJECT, subjectId: id, details });
}
