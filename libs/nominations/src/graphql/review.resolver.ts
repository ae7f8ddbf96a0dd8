import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser, type Page, Refusal, type UserActor } from '#libs/kernel';
import { Access, type GraphQLContext, PageArgs } from '#libs/platform';
import { UserDirectory } from '#libs/access';
import { GetNomination } from '../queries/get-nomination.js';
import { type InboxItem, ListInbox } from '../queries/list-inbox.js';
import { type NominationView } from '../queries/nomination-view.js';
import { DecideNomination } from '../use-cases/decide-nomination.js';
import { PromoteNomination } from '../use-cases/promote-nomination.js';
import { RecommendNomination } from '../use-cases/recommend-nomination.js';
import { ReopenNomination } from '../use-cases/reopen-nomination.js';
import { ReturnNomination } from '../use-cases/return-nomination.js';
import {
  DecideNominationInput,
  InboxFilter,
  PromoteNominationInput,
  RecommendNominationInput,
  ReopenNominationInput,
  ReturnNominationInput,
} from './nomination.inputs.js';
import {
  DecideNominationPayload,
  InboxConnection,
  PromoteNominationPayload,
  RecommendNominationPayload,
  ReopenNominationPayload,
  ReturnNominationPayload,
} from './nomination.payloads.js';

const ID_ARG = { type: () => ID } as const;

/** The host's desk: the inbox, and what officers and approvers do with a nomination. */
@Resolver()
export class ReviewResolver {
  constructor(
    private readonly list: ListInbox,
    private readonly get: GetNomination,
    private readonly recommend: RecommendNomination,
    private readonly giveBack: ReturnNomination,
    private readonly decide: DecideNomination,
    private readonly reopen: ReopenNomination,
    private readonly promote: PromoteNomination,
    private readonly users: UserDirectory,
  ) {}

  @Query(() => InboxConnection, {
    description: 'What waits for the host, the most urgent first; empty for everybody else',
  })
  @Access.signedIn()
  inbox(
    @Args() page: PageArgs,
    @Args('filter', { type: () => InboxFilter, nullable: true }) filter: InboxFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<InboxItem>> {
    return this.list.run(actor, { first: page.first ?? 50, after: page.after, filter });
  }

  @Mutation(() => RecommendNominationPayload.type, {
    description: "An officer's recommendation; with it the nomination goes to sign-off",
  })
  @Access.signedIn()
  recommendNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: RecommendNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return RecommendNominationPayload.answer(() =>
      this.reread(context, (actor) => this.recommend.run(actor, id, idempotencyKey, request)),
    );
  }

  @Mutation(() => ReturnNominationPayload.type, {
    description: 'Sends a nomination back to its body with a question',
  })
  @Access.signedIn()
  returnNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: ReturnNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return ReturnNominationPayload.answer(() =>
      this.reread(context, (actor) => this.giveBack.run(actor, id, idempotencyKey, request)),
    );
  }

  @Mutation(() => DecideNominationPayload.type, {
    description: 'Signs a nomination off; nothing leaves the host before the release',
  })
  @Access.signedIn()
  decideNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: DecideNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return DecideNominationPayload.answer(() =>
      this.reread(context, (actor) =>
        this.decide
          .run(actor, id, idempotencyKey, request)
          .catch((error: unknown) => this.nameDecider(context, error)),
      ),
    );
  }

  @Mutation(() => ReopenNominationPayload.type, { description: 'Takes a decision back before its release' })
  @Access.signedIn()
  reopenNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: ReopenNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return ReopenNominationPayload.answer(() =>
      this.reread(context, (actor) => this.reopen.run(actor, id, idempotencyKey, request)),
    );
  }

  @Mutation(() => PromoteNominationPayload.type, {
    description: 'Gives somebody on the reserve list a place; takes effect at once',
  })
  @Access.signedIn()
  promoteNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: PromoteNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return PromoteNominationPayload.answer(() =>
      this.reread(context, (actor) => this.promote.run(actor, id, idempotencyKey, request)),
    );
  }

  private async reread(
    context: GraphQLContext,
    write: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<{ nomination: NominationView | null }> {
    const actor = asUser(context.actor);
    return { nomination: await this.get.written(actor, () => write(actor)) };
  }

  /** Puts the colleague's name to ALREADY_DECIDED. */
  private async nameDecider(context: GraphQLContext, error: unknown): Promise<never> {
    const deciderId = error instanceof Refusal ? error.extras.decidedById : undefined;
    if (!(error instanceof Refusal) || typeof deciderId !== 'string') throw error;
    const decidedBy = await this.users.summary(context, deciderId);
    const message =
      decidedBy === null ? error.message : `${decidedBy.name} has decided this nomination already.`;
    throw new Refusal(error.code, message, error.path, { ...error.extras, decidedBy });
  }
}
