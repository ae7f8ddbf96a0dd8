import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { type Page } from '#libs/kernel';
import {
  Access,
  type GraphQLContext,
  ListSize,
  MOST_MANY,
  ONE_OF_TWO,
  oneOfTwo,
  PageArgs,
} from '#libs/platform';
import { CreateNomination } from '../use-cases/create-nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { ListNominations } from '../queries/list-nominations.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationAnswer } from './act-edge.js';
import { askedParts } from './asked-parts.js';
import {
  CreateNominationInput,
  type CreateNominationRequest,
  NominationFilter,
  NominationIdentifier,
  NominationOrder,
} from './nomination.inputs.js';
import { CreateNominationPayload, NominationConnection } from './nomination.payloads.js';
import { NominationAtVersion, NominationType } from './nomination.type.js';

const ID_ARG = { type: () => ID } as const;

/** Nominations, read and drafted; what can be done to one is in `acts/`. */
@Resolver(() => NominationType)
export class NominationResolver {
  constructor(
    private readonly list: ListNominations,
    private readonly get: GetNomination,
    private readonly create: CreateNomination,
    private readonly read: NominationAnswer,
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
      ...page,
      filter,
      orderBy,
      parts: askedParts(info),
    });
  }

  @Query(() => [NominationAtVersion], {
    description: `Which nominations match at this moment, each with its version, in their order: what an act on many is done to (\`...Many\`). At most ${MOST_MANY.toLocaleString('en')}; more are refused`,
  })
  @ListSize(MOST_MANY)
  @Access.signedIn()
  matchingNominations(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Args('filter', { type: () => NominationFilter, nullable: true }) filter: NominationFilter | null,
    @Args('orderBy', { type: () => NominationOrder, nullable: true }) orderBy: NominationOrder | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<NominationAtVersion[]> {
    return this.list.matching(actor, { conferenceId, filter, orderBy });
  }

  @Query(() => NominationType, {
    nullable: true,
    description: 'Null for an id or identifier that is unknown or out of scope',
  })
  @Access.signedIn()
  nomination(
    @Args('id', { ...ID_ARG, nullable: true, description: ONE_OF_TWO }) id: string | null,
    @Args('identifier', { type: () => NominationIdentifier, nullable: true, description: ONE_OF_TWO })
    identifier: NominationIdentifier | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<NominationView | null> {
    return this.get.named(actor, oneOfTwo(id, identifier));
  }

  @Mutation(() => CreateNominationPayload.type, {
    description: "Drafts a nomination for the caller's body, and submits it if so wished",
  })
  @Access.signedIn()
  createNomination(
    @Args('input', { type: () => CreateNominationInput }) input: CreateNominationRequest,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return CreateNominationPayload.answer(() =>
      this.read.answer(context, (actor) => this.create.run(actor, idempotencyKey, request)),
    );
  }
}
