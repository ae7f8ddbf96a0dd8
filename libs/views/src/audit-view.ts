import { type Transaction } from '#libs/platform';
import { VIEW_SUBJECT } from './domain/audit-actions.js';
import { type SavedViewRow } from './persistence/saved-view.statements.js';

/** That something was done, without the name or what is searched for: both may name people, and the trail is for ever. */
export function auditView(
  tx: Transaction,
  { id, conferenceId, bodyId }: Pick<SavedViewRow, 'id' | 'conferenceId' | 'bodyId'>,
  action: string,
): void {
  tx.audit({ conferenceId, bodyId, action, subjectType: VIEW_SUBJECT, subjectId: id });
}
