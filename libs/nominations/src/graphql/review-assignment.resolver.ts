import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, batched, type GraphQLContext } from '#libs/platform';
import { UserDirectory } from '#libs/access';
import { type Assigned, type Share } from '#libs/approvals';
import { GetNomination } from '../queries/get-nomination.js';
import { AssignNominationReviews } from '../use-cases/assign-nomination-reviews.js';
import { AssignReviewsPayload } from './nomination.payloads.js';
import { AssignReviewsInput } from './review-assignment.type.js';

/** Gives reviews of nominations to colleagues. */
@Resolver()
export class ReviewAssignmentResolver {
  constructor(
    private readonly assign: AssignNominationReviews,
    private readonly get: GetNomination,
    private readonly users: UserDirectory,
  ) {}

  @Mutation(() => AssignReviewsPayload.type, {
    description:
      'Gives reviews to colleagues, one or many to one or several, evenly by what each is on already. Whoever may not act on one is skipped, with why. Each who gets some hears of it in one mail. For officers and administrators of the host',
  })
  @Access.signedIn()
  assignReviews(
    @Args('input') { idempotencyKey, ...input }: AssignReviewsInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return AssignReviewsPayload.answer(async () => {
      const { reviews, shares } = await this.assign.run(actor, idempotencyKey, input);
      return {
        assignments: await Promise.all(reviews.map((review) => this.assignment(context, review))),
        colleagues: await Promise.all(shares.map((share) => this.colleague(context, share))),
      };
    });
  }

  private async assignment(context: GraphQLContext, assigned: Assigned): Promise<object> {
    const { subjectId, outcome, assigneeId, obstacles } = assigned;
    const [nomination, assignee, told] = await Promise.all([
      batched(context, this.get.byIds, subjectId),
      this.users.summary(context, assigneeId),
      Promise.all(
        obstacles.map(async ({ userId, obstacle }) => ({
          colleague: await this.users.summary(context, userId),
          obstacle,
        })),
      ),
    ]);
    return { outcome, nomination: nomination ?? null, assignee, obstacles: told };
  }

  private async colleague(context: GraphQLContext, { userId, before, given }: Share): Promise<object> {
    return { colleague: await this.users.summary(context, userId), before, given };
  }
}
