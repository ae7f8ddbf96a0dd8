import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, batched, type GraphQLContext } from '#libs/platform';
import { UserDirectory } from '#libs/access';
import { type RemindedReview } from '#libs/approvals';
import { GetNomination } from '../queries/get-nomination.js';
import { RemindNominationReviews } from '../use-cases/remind-nomination-reviews.js';
import { RemindReviewsInput, RemindReviewsPayload } from './review-reminder.type.js';

/** Reminds the host's people of reviews of nominations. */
@Resolver()
export class ReviewReminderResolver {
  constructor(
    private readonly reminders: RemindNominationReviews,
    private readonly get: GetNomination,
    private readonly users: UserDirectory,
  ) {}

  @Mutation(() => RemindReviewsPayload.type, {
    description:
      'Reminds whoever still has to act on reviews: who is on it, else the people of its stage who have not spoken. Nobody more than once a day for each review, and not themselves. For officers, approvers and administrators of the host',
  })
  @Access.signedIn()
  remindReviews(
    @Args('input') { idempotencyKey, ...input }: RemindReviewsInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return RemindReviewsPayload.answer(async () => {
      const reviews = await this.reminders.run(actor, idempotencyKey, input);
      return { reminders: await Promise.all(reviews.map((review) => this.told(context, review))) };
    });
  }

  private async told(context: GraphQLContext, review: RemindedReview): Promise<object> {
    const { subjectId, outcome, reminded, skipped } = review;
    const [nomination, people, left] = await Promise.all([
      batched(context, this.get.byIds, subjectId),
      Promise.all(reminded.map((userId) => this.users.summary(context, userId))),
      Promise.all(
        skipped.map(async ({ userId, obstacle }) => ({
          colleague: await this.users.summary(context, userId),
          obstacle,
        })),
      ),
    ]);
    return {
      outcome,
      nomination: nomination ?? null,
      reminded: people.filter((person) => person !== null),
      skipped: left,
    };
  }
}
