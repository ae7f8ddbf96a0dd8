import { SchemaMigration } from '#libs/platform';

/** A decision is released or taken back once; each index that this writes anew says what asks for it. */
const REASONS = {
  decision_one_standing: 'A review has one decision that stands, and is shown with it.',
  decision_subject: 'The decision of a nomination, which its page and its state to the host need.',
  decision_waiting: 'What waits for its release, the first decided first. A release takes rows out of it.',
  decision_batch: 'The decisions of a release.',
  step_one_sign_off_each: 'One person signs off once. Reopening takes sign-offs out of it.',
  step_one_sign_off_for_each: 'For one person is signed off once. Reopening takes sign-offs out of it.',
} as const;

export class WhyDecisionIndexesChange1764119404000 extends SchemaMigration {
  protected readonly statementsUp = Object.entries(REASONS).map(
    ([index, reason]) => `COMMENT ON INDEX approvals.${index} IS '${reason}'`,
  );
  protected readonly statementsDown = Object.keys(REASONS).map(
    (index) => `COMMENT ON INDEX approvals.${index} IS NULL`,
  );
}
