import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser, type Page, Refusal } from '#libs/kernel';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Access, batched, type GraphQLContext, PageArgs } from '#libs/platform';
import { describeReason, JudgeDuplicate, type Judgement } from '#libs/screening';
import { type DuplicatePair, DuplicatePairs } from '../queries/duplicate-pairs.js';
import { GetNomination } from '../queries/get-nomination.js';
import {
  DuplicateJudgementType,
  DuplicatePairConnection,
  DuplicatePairFilter,
  DuplicatePairType,
  JudgeDuplicateInput,
  JudgeDuplicatePayload,
} from './duplicate-pair.type.js';
import { NominationType } from './nomination.type.js';

/** Pairs that may be of one person, and what the host says of them. */
@Resolver(() => DuplicatePairType)
export class DuplicatePairResolver {
  constructor(
    private readonly pairs: DuplicatePairs,
    private readonly judge: JudgeDuplicate,
    private readonly get: GetNomination,
    private readonly users: UserDirectory,
  ) {}

  @Query(() => DuplicatePairConnection, {
    description:
      'Pairs of nominations that may be of one person and of which neither has ended, the likeliest first; without a filter those that are open',
  })
  @Access.readers()
  possibleDuplicates(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => DuplicatePairFilter, nullable: true }) filter: DuplicatePairFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<DuplicatePair>> {
    return this.pairs.list(actor, conferenceId, { ...page, ...filter });
  }

  @Query(() => DuplicatePairType, {
    nullable: true,
    description:
      'One pair, whichever of both is named first. Null where they are none, and where one of them has ended. For the host: to everybody else there are no such nominations',
  })
  @Access.signedIn()
  possibleDuplicate(
    @Args('firstId', { type: () => ID, description: 'One of both nominations' }) firstId: string,
    @Args('secondId', { type: () => ID, description: 'The other one' }) secondId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<DuplicatePair | null> {
    return this.pairs.one(actor, firstId, secondId);
  }

  @ResolveField(() => NominationType)
  first({ firstId }: DuplicatePair, _args: object, context: GraphQLContext): Promise<object> {
    return this.nomination(context, firstId);
  }

  @ResolveField(() => NominationType)
  second({ secondId }: DuplicatePair, _args: object, context: GraphQLContext): Promise<object> {
    return this.nomination(context, secondId);
  }

  @ResolveField(() => [String])
  reasons({ reasonCodes }: DuplicatePair): string[] {
    return reasonCodes.map((reason) => describeReason[reason]);
  }

  @Mutation(() => JudgeDuplicatePayload.type, {
    description:
      'Says whether two nominations are of one person, by an officer or approver of the host. It holds until another judgement, and neither nomination changes by it: no body learns of it. A pair that was judged DIFFERENT is asked about again once the name or the address of one of both is another',
  })
  @Access.signedIn()
  judgeDuplicate(
    @Args('input') { idempotencyKey, ...input }: JudgeDuplicateInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return JudgeDuplicatePayload.answer(async () => {
      try {
        const { firstId, secondId } = await this.judge.run(actor, idempotencyKey, input);
        return { pair: await this.pairs.one(actor, firstId, secondId) };
      } catch (error) {
        throw await this.named(context, error);
      }
    });
  }

  private async nomination(context: GraphQLContext, id: string): Promise<object> {
    const nomination = await batched(context, this.get.byIds, id);
    // Whoever reads a pair reads the conference whole.
    if (nomination === undefined) throw new Error('A pair names a nomination that its reader does not see');
    return nomination;
  }

  /** Puts the colleague's name to ALREADY_JUDGED. */
  private async named(context: GraphQLContext, error: unknown): Promise<unknown> {
    if (!(error instanceof Refusal) || error.code !== 'ALREADY_JUDGED') return error;
    const { decidedById, verdict } = error.extras;
    const decidedBy = typeof decidedById === 'string' ? await this.users.summary(context, decidedById) : null;
    const message =
      decidedBy === null
        ? error.message
        : `${decidedBy.name} has judged this pair since you opened it: ${String(verdict)}. Yours was not recorded.`;
    return new Refusal(error.code, message, error.path, { decidedBy, verdict });
  }
}

@Resolver(() => DuplicateJudgementType)
export class DuplicateJudgementResolver {
  constructor(private readonly users: UserDirectory) {}

  @ResolveField(() => UserType, { nullable: true })
  by({ byId }: Judgement, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, byId);
  }
}
