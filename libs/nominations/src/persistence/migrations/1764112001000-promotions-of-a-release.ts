import { bodyDuty, checkInstead, down, hostDuty, isCaller, SchemaMigration, up } from '#libs/platform';

const drafts = bodyDuty('drafts');
const [approves, administers] = [hostDuty('approves'), hostDuty('administers')];
const FORMER = `${isCaller('by_user')} AND ((kind IN ('HOLD', 'RELEASE') AND ${drafts})
      OR (kind IN ('CONSUME', 'RELEASE', 'OVERRIDE') AND ${approves}) OR (kind = 'ALLOCATE' AND ${administers}))`;

const steps = [
  // A place that a release gives to the next of the reserve list follows by itself: it is entered as nobody's act.
  checkInstead(
    'nominations.quota_entry',
    'api_insert',
    `(${FORMER}) OR (by_user IS NULL AND kind = 'CONSUME' AND ${approves})`,
    FORMER,
  ),
];

/** Who moves up by a release was not promoted by its approver. */
export class PromotionsOfARelease1764112001000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
