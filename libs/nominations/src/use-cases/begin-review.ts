import { type Transaction } from '#libs/platform';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type NominationRecord } from '../persistence/nomination-record.js';
import { MARK_UNDER_REVIEW } from '../persistence/nomination.statements.js';

/**
 * The host's first act may come before the screening has ended: then the review begins with it, and the body reads and
 * hears what it would have at the end of the screening. Of what the host did it learns nothing.
 */
export function beginReview(tx: Transaction, nomination: NominationRecord): void {
  if (nomination.state !== 'SUBMITTED') return;
  const { id, conferenceId, bodyId } = nomination;
  tx.write(MARK_UNDER_REVIEW, [id]);
  tx.audit({
    conferenceId,
    bodyId,
    action: 'nomination.under-review',
    subjectType: NOMINATION_SUBJECT,
    subjectId: id,
    // As at the end of the screening: a person's name, or the lack of one, would tell that an officer has acted.
    isAutomatic: true,
  });
}
