import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Access, batched, type GraphQLContext, ListSize } from '#libs/platform';
import { availableActions } from '../policies/nomination.policy.js';
import {
  availablePairActions,
  type PairFacts,
  unavailablePairActions,
  type UnavailablePairAction,
} from '../policies/pair.policy.js';
import { type DuplicateMerge, DuplicateMerges, pairKey } from '../queries/duplicate-merges.js';
import { type DuplicatePair, DuplicatePairs } from '../queries/duplicate-pairs.js';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { MOST_MERGES } from '../persistence/duplicate-merge.statements.js';
import { MergeDuplicate } from '../use-cases/merge-duplicate.js';
import { UndoMerge } from '../use-cases/undo-merge.js';
import {
  DuplicateMergeType,
  DuplicatePairActionEnum,
  MergeDuplicateInput,
  MergeDuplicatePayload,
  MergedFactType,
  UnavailablePairActionType,
  UndoMergeInput,
  UndoMergePayload,
} from './duplicate-merge.type.js';
import { DuplicatePairType } from './duplicate-pair.type.js';
import { NominationType } from './nomination.type.js';

/** What a pair usually has. */
const USUAL_MERGES = 2;

/** What one nomination of a pair takes from the other, and what the caller can do with a pair. */
@Resolver(() => DuplicatePairType)
export class PairMergesResolver {
  constructor(
    private readonly pairs: DuplicatePairs,
    private readonly merges: DuplicateMerges,
    private readonly get: GetNomination,
    private readonly merge: MergeDuplicate,
    private readonly undo: UndoMerge,
  ) {}

  @ListSize(USUAL_MERGES)
  @ResolveField(() => [DuplicateMergeType], {
    name: 'merges',
    description: `What the one has taken from the other, the newest first; at most ${MOST_MERGES}`,
  })
  async mergesOf(
    @Parent() pair: DuplicatePair,
    @Context() context: GraphQLContext,
  ): Promise<readonly DuplicateMerge[]> {
    return (await batched(context, this.merges.ofPairs, pairKey(pair))) ?? [];
  }

  @ResolveField(() => [DuplicatePairActionEnum], { description: 'What the caller can do with it now' })
  async availableActions(pair: DuplicatePair, _args: object, context: GraphQLContext): Promise<string[]> {
    return availablePairActions(context.actor, await this.factsOf(pair, context));
  }

  @ResolveField(() => [UnavailablePairActionType], {
    description: "One for each action of the caller's role that is not possible now, and why",
  })
  async unavailableActions(
    pair: DuplicatePair,
    _args: object,
    context: GraphQLContext,
  ): Promise<UnavailablePairAction[]> {
    return unavailablePairActions(context.actor, await this.factsOf(pair, context));
  }

  @Mutation(() => MergeDuplicatePayload.type, {
    description:
      'Of two nominations that are judged SAME, the one takes facts of the person from the other, by an officer of the host: a correction, as by `correctPerson`, with all that follows from one. Its body reads that the host has corrected it, and nothing of the other nomination. It can be undone for 30 days',
  })
  @Access.signedIn()
  mergeDuplicate(
    @Args('input') { idempotencyKey, ...input }: MergeDuplicateInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    const user = asUser(actor);
    return MergeDuplicatePayload.answer(async () => {
      const { firstId, secondId } = await this.merge.run(user, idempotencyKey, input);
      return { pair: await this.pairs.one(user, firstId, secondId) };
    });
  }

  @Mutation(() => UndoMergePayload.type, {
    description:
      'Puts back what a nomination said before a merge, within 30 days, by an officer of the host. What somebody has changed since stays as it is: `kept`',
  })
  @Access.signedIn()
  undoMerge(
    @Args('input') { idempotencyKey, ...input }: UndoMergeInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    const user = asUser(actor);
    return UndoMergePayload.answer(async () => {
      const { firstId, secondId, kept } = await this.undo.run(user, idempotencyKey, input);
      return { pair: await this.pairs.one(user, firstId, secondId), kept };
    });
  }

  private async factsOf(
    { firstId, secondId, state }: DuplicatePair,
    context: GraphQLContext,
  ): Promise<PairFacts> {
    const [first, second] = await Promise.all(
      [firstId, secondId].map((id) => nominationOf(context, this.get, id)),
    );
    if (first === undefined || second === undefined) throw new Error('A pair has two nominations');
    return { state, first: first.facts, second: second.facts };
  }
}

@Resolver(() => DuplicateMergeType)
export class DuplicateMergeResolver {
  constructor(
    private readonly get: GetNomination,
    private readonly users: UserDirectory,
  ) {}

  @ResolveField(() => NominationType)
  nomination({ nominationId }: DuplicateMerge, _args: object, context: GraphQLContext): Promise<object> {
    return nominationOf(context, this.get, nominationId);
  }

  @ResolveField(() => [MergedFactType], { name: 'facts' })
  factsOf({ facts, was, became, changedSince }: DuplicateMerge): object[] {
    return facts.map((fact) => ({
      fact,
      was: was[fact] ?? null,
      became: became[fact] ?? null,
      isChangedSince: changedSince.includes(fact),
    }));
  }

  @ResolveField(() => UserType, { nullable: true })
  by({ mergedBy }: DuplicateMerge, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, mergedBy);
  }

  @ResolveField()
  at({ mergedAt }: DuplicateMerge): Date {
    return mergedAt;
  }

  @ResolveField(() => UserType, { nullable: true })
  async undoneBy({ undoneBy }: DuplicateMerge, _args: object, context: GraphQLContext): Promise<User | null> {
    return undoneBy === null ? null : this.users.summary(context, undoneBy);
  }

  @ResolveField(() => Boolean)
  async canUndo(
    { nominationId, undoObstacle }: DuplicateMerge,
    _args: object,
    context: GraphQLContext,
  ): Promise<boolean> {
    if (undoObstacle !== null) return false;
    const { facts } = await nominationOf(context, this.get, nominationId);
    return availableActions(context.actor, facts).includes('CORRECT');
  }
}

async function nominationOf(
  context: GraphQLContext,
  get: GetNomination,
  id: string,
): Promise<NominationView> {
  const nomination = await batched(context, get.byIds, id);
  // Whoever reads a pair reads the conference whole.
  if (nomination === undefined) throw new Error('A pair names a nomination that its reader does not see');
  return nomination;
}
