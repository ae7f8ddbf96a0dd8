import { randomUUID } from 'node:crypto';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource, MoreThan } from 'typeorm';
import { referenceActions } from '../reference-actions.js';
import { type BodyEntity, NominationEntity, PersonEntity } from './entities.js';
import { type StockContext } from './loaders.js';
import { Body, CreateNominationInput, Nomination, NominationConnection, Person } from './types.js';

const { BENCH_BODY_ID = '', BENCH_USER_ID = '' } = process.env;
const NOT_SORTED = '';

@Resolver(() => Nomination)
export class NominationResolver {
  constructor(private readonly source: DataSource) {}

  @Query(() => NominationConnection)
  async nominations(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('first', { type: () => Int }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: StockContext,
  ): Promise<object> {
    const found = await this.source.getRepository(NominationEntity).find({
      where: {
        ...(viewer === 'host' ? { conferenceId } : { bodyId: BENCH_BODY_ID }),
        ...(after === null || after === undefined ? {} : { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: first + 1,
    });
    const nodes = found.slice(0, first);
    return { nodes, pageInfo: { hasNextPage: found.length > first, endCursor: nodes.at(-1)?.id ?? null } };
  }

  @ResolveField(() => Person)
  person(
    @Parent() nomination: NominationEntity,
    @Context() { loaders }: StockContext,
  ): Promise<PersonEntity> {
    return loaders.person.load(nomination.personId);
  }

  @ResolveField(() => Body)
  body(@Parent() nomination: NominationEntity, @Context() { loaders }: StockContext): Promise<BodyEntity> {
    return loaders.body.load(nomination.bodyId);
  }

  @ResolveField()
  async availableActions(
    @Parent() nomination: NominationEntity,
    @Context() { viewer, loaders }: StockContext,
  ): Promise<string[]> {
    const review = viewer === 'host' ? await loaders.review.load(nomination.id) : null;
    return referenceActions(viewer, nomination.state, review?.stage ?? null);
  }

  /** The two bare rows in a transaction: no quota, no audit, no outbox, no idempotency. */
  @Mutation(() => Nomination)
  createNomination(@Args('input') input: CreateNominationInput): Promise<NominationEntity> {
    const { person, ...nomination } = input;
    return this.source.transaction(async (manager) => {
      const saved = await manager.save(
        manager.create(PersonEntity, {
          ...person,
          emailFold: person.email,
          id: randomUUID(),
          conferenceId: input.conferenceId,
          bodyId: input.bodyId,
        }),
      );
      return manager.save(
        manager.create(NominationEntity, {
          ...nomination,
          id: randomUUID(),
          personId: saved.id,
          reference: randomUUID(),
          state: 'DRAFT',
          createdBy: BENCH_USER_ID,
          lastEditedBy: BENCH_USER_ID,
          searchText: person.name,
          sortName: NOT_SORTED,
        }),
      );
    });
  }
}
