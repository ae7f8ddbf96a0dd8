import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { asUser, type Page, type UserActor } from '#libs/kernel';
import { Access, type GraphQLContext, PageArgs } from '#libs/platform';
import { CorrectEmail } from '../use-cases/correct-email.js';
import { CreateNomination } from '../use-cases/create-nomination.js';
import { SubmitNomination } from '../use-cases/submit-nomination.js';
import { UpdateNomination } from '../use-cases/update-nomination.js';
import { WithdrawNomination } from '../use-cases/withdraw-nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { ListNominations } from '../queries/list-nominations.js';
import { type NominationView } from '../queries/nomination-view.js';
import { askedParts } from './asked-parts.js';
import {
  CorrectEmailInput,
  CreateNominationInput,
  NominationFilter,
  NominationOrder,
  SubmitNominationInput,
  UpdateNominationInput,
  WithdrawNominationInput,
} from './nomination.inputs.js';
import {
  CorrectEmailPayload,
  CreateNominationPayload,
  NominationConnection,
  SubmitNominationPayload,
  UpdateNominationPayload,
  WithdrawNominationPayload,
} from './nomination.payloads.js';
import { NominationType } from './nomination.type.js';

const ID_ARG = { type: () => ID } as const;

/** Nominations as a body works with them; the host's acts are in the review resolver. */
@Resolver(() => NominationType)
export class NominationResolver {
  constructor(
    private readonly list: ListNominations,
    private readonly get: GetNomination,
    private readonly create: CreateNomination,
    private readonly update: UpdateNomination,
    private readonly submit: SubmitNomination,
    private readonly withdraw: WithdrawNomination,
    private readonly correct: CorrectEmail,
  ) {}

  @Query(() => NominationConnection, { description: 'Nominations of a conference that the caller may see' })
  @Access.signedIn()
  nominations(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => NominationFilter, nullable: true }) filter: NominationFilter | null,
    @Args('orderBy', { type: () => NominationOrder, nullable: true }) orderBy: NominationOrder | null,
    @Context() { actor }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<NominationView>> {
    return this.list.run(actor, {
      conferenceId,
      first: page.first ?? 50,
      after: page.after,
      filter,
      orderBy,
      parts: askedParts(info),
    });
  }

  @Query(() => NominationType, {
    nullable: true,
    description: 'Null for an id that is unknown or out of scope',
  })
  @Access.signedIn()
  nomination(
    @Args('id', ID_ARG) id: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<NominationView | null> {
    return this.get.run(actor, id);
  }

  @Mutation(() => CreateNominationPayload.type, {
    description: "Drafts a nomination for the caller's body, and submits it if so wished",
  })
  @Access.signedIn()
  createNomination(
    @Args('input') input: CreateNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return CreateNominationPayload.answer(() =>
      this.reread(context, (actor) => this.create.run(actor, idempotencyKey, request)),
    );
  }

  @Mutation(() => UpdateNominationPayload.type, { description: 'Changes a draft or a returned nomination' })
  @Access.signedIn()
  updateNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: UpdateNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return UpdateNominationPayload.answer(() =>
      this.reread(context, (actor) => this.update.run(actor, id, idempotencyKey, request)),
    );
  }

  @Mutation(() => SubmitNominationPayload.type, {
    description: 'Submits a draft, or answers a return; takes a place of the quota',
  })
  @Access.signedIn()
  submitNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: SubmitNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return SubmitNominationPayload.answer(() =>
      this.reread(context, (actor) => this.submit.run(actor, id, idempotencyKey, request)),
    );
  }

  @Mutation(() => WithdrawNominationPayload.type, {
    description: 'Takes a nomination back; its place becomes free',
  })
  @Access.signedIn()
  withdrawNomination(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: WithdrawNominationInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return WithdrawNominationPayload.answer(() =>
      this.reread(context, (actor) => this.withdraw.run(actor, id, idempotencyKey, request)),
    );
  }

  @Mutation(() => CorrectEmailPayload.type, {
    description:
      'Mends the address of a nomination past drafting. An invitation that waits for its answer is replaced by one to the new address',
  })
  @Access.signedIn()
  correctEmail(
    @Args('id', ID_ARG) id: string,
    @Args('input') input: CorrectEmailInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return CorrectEmailPayload.answer(() =>
      this.reread(context, (actor) => this.correct.run(actor, id, idempotencyKey, request)),
    );
  }

  /** Runs a write and reads the nomination again as the caller now sees it. */
  private async reread(
    context: GraphQLContext,
    write: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<{ nomination: NominationView | null }> {
    const actor = asUser(context.actor);
    return { nomination: await this.get.written(actor, () => write(actor)) };
  }
}
