import { SchemaMigration } from '#libs/platform';

/** Each index that a step of a review writes anew says what asks for it. All of them hold open reviews alone. */
const REASONS = {
  review_one_open: 'A nomination has one open review at most, and is shown with it.',
  review_inbox: 'The inbox of a conference, the most urgent first, and what is overdue.',
  review_stage: 'The inbox of one stage: an approver has few among many that are still reviewed.',
  review_body: 'The inbox of one body, without those of the other bodies between.',
} as const;

export class WhyReviewIndexesChange1764118708000 extends SchemaMigration {
  protected readonly statementsUp = Object.entries(REASONS).map(
    ([index, reason]) => `COMMENT ON INDEX approvals.${index} IS '${reason}'`,
  );
  protected readonly statementsDown = Object.keys(REASONS).map(
    (index) => `COMMENT ON INDEX approvals.${index} IS NULL`,
  );
}
