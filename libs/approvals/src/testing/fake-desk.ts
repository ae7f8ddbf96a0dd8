import { type Clock, newId } from '#libs/kernel';
import { fakeClock } from '#libs/testing';
import { DEFAULT_APPROVAL_PLAN } from '../domain/approval-plan.js';
import { type Review } from '../domain/review.js';
import { ReviewDesk } from '../use-cases/review-desk.js';

/** A review in which nobody has said anything yet. */
export const sampleReview = (more: Partial<Review> = {}): Review => ({
  id: newId(),
  conferenceId: newId(),
  bodyId: newId(),
  subjectType: 'nomination',
  subjectId: newId(),
  plan: DEFAULT_APPROVAL_PLAN,
  stage: 'REVIEW',
  round: 1,
  createdBy: newId(),
  lastEditedBy: newId(),
  recommendedBy: [],
  involvedBefore: [],
  signOffs: [],
  ...more,
});

/** The desk with all its rules, on a review that the test names instead of one of the database. */
export class FakeDesk extends ReviewDesk {
  constructor(
    private readonly review: Review | undefined,
    clock: Clock = fakeClock(),
  ) {
    super(clock);
  }

  override find(): Promise<Review | undefined> {
    return Promise.resolve(this.review);
  }
}
