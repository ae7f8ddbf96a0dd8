import { bodyDuty, checkInstead, down, hostDuty, isCaller, SchemaMigration, up } from '#libs/platform';

const drafts = bodyDuty('drafts');
const [approves, administers] = [hostDuty('approves'), hostDuty('administers')];
const OWN = `${isCaller('by_user')} AND ((kind IN ('HOLD', 'RELEASE') AND ${drafts})
      OR (kind IN ('CONSUME', 'RELEASE', 'OVERRIDE') AND ${approves}) OR (kind = 'ALLOCATE' AND ${administers}))`;
const FORMER = `(${OWN}) OR (by_user IS NULL AND kind = 'CONSUME' AND ${approves})`;

/** The row was written by this very transaction. */
const ofNow = (row: string): string => `${row}.xmin::text = pg_current_xact_id()::xid::text`;

/** One place, for a nomination that this transaction approves, in a release of its own, where the next is invited at once. */
const FOLLOWS = `by_user IS NULL AND kind = 'CONSUME' AND held_delta = 0 AND consumed_delta = 1 AND allotted_delta = 0
  AND ${approves}
  AND EXISTS (SELECT FROM nominations.nomination n
    JOIN nominations.quota q ON q.body_id = n.body_id AND q.constituency_id = n.constituency_id
    WHERE n.id = quota_entry.nomination_id AND q.id = quota_entry.quota_id AND n.body_id = quota_entry.body_id
      AND n.conference_id = quota_entry.conference_id AND n.state = 'APPROVED' AND ${ofNow('n')})
  AND EXISTS (SELECT FROM approvals.batch b JOIN conference.conference c ON c.id = b.conference_id
    WHERE b.conference_id = quota_entry.conference_id AND c.freed_places = 'AT_ONCE' AND ${ofNow('b')})`;

const steps = [checkInstead('nominations.quota_entry', 'api_insert', `(${OWN}) OR (${FOLLOWS})`, FORMER)];

/** An entry without a name was open to every approver: it is what a release does, and stands within one alone. */
export class PromotionsByAReleaseAlone1764118302000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
