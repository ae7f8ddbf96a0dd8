import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, Refusal, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, batched, DateTime, type GraphQLContext } from '#libs/platform';
import { UserDirectory, UserType } from '#libs/access';
import { DecisionOutcomeEnum, ReasonCodeEnum, RecommendationEnum } from '#libs/approvals';
import { InvitationStateEnum } from '#libs/invitations';
import { QuotaBalanceType } from '#libs/places';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationStateEnum } from './nomination-enums.js';
import { NominationIdentifier, PersonInput, UpdatePersonInput } from './nomination.inputs.js';
import { FIELD_TYPES, NominationType } from './nomination.type.js';

/** Reads a nomination again as the caller sees it after an act. */
@Injectable()
export class NominationAnswer implements ActReader {
  constructor(
    private readonly get: GetNomination,
    private readonly users: UserDirectory,
  ) {}

  async answer(
    context: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<{ nomination: NominationView | null }> {
    const actor = asUser(context.actor);
    try {
      return { nomination: await this.get.written(actor, () => act(actor)) };
    } catch (error) {
      throw await this.told(context, error);
    }
  }

  async many(
    context: GraphQLContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { nomination: NominationView }>> {
    const views = await this.get.byIds(context.actor, ids);
    return new Map([...views].map(([id, nomination]) => [id, { nomination }]));
  }

  async told(context: GraphQLContext, error: unknown): Promise<unknown> {
    return this.named(context, await this.withClaimant(context, await this.withExisting(context, error)));
  }

  idOf(actor: UserActor, identifier: object): Promise<string | undefined> {
    return this.get.idOf(actor, identifier as NominationIdentifier);
  }

  /** Puts the nomination to a refusal that is about one which is there already. */
  private async withExisting(context: GraphQLContext, error: unknown): Promise<unknown> {
    const existingId = error instanceof Refusal ? error.extras.existingId : undefined;
    if (!(error instanceof Refusal) || typeof existingId !== 'string') return error;
    const existing = (await batched(context, this.get.byIds, existingId)) ?? null;
    return new Refusal(error.code, error.message, error.path, { ...error.extras, existing });
  }

  /** Puts the colleague's name to ALREADY_DECIDED. */
  private async named(context: GraphQLContext, error: unknown): Promise<unknown> {
    const deciderId = error instanceof Refusal ? error.extras.decidedById : undefined;
    if (!(error instanceof Refusal) || typeof deciderId !== 'string') return error;
    const decidedBy = await this.users.summary(context, deciderId);
    const message =
      decidedBy === null ? error.message : `${decidedBy.name} has decided this nomination already.`;
    return new Refusal(error.code, message, error.path, { ...error.extras, decidedBy });
  }

  /** Puts the colleague's name to ALREADY_CLAIMED. */
  private async withClaimant(context: GraphQLContext, error: unknown): Promise<unknown> {
    const claimantId = error instanceof Refusal ? error.extras.claimedById : undefined;
    if (!(error instanceof Refusal) || typeof claimantId !== 'string') return error;
    const claimedBy = await this.users.summary(context, claimantId);
    const message = claimedBy === null ? error.message : `${claimedBy.name} is on it already.`;
    return new Refusal(error.code, message, error.path, { ...error.extras, claimedBy });
  }
}

/** What the acts on nominations have in common in GraphQL. */
export const NOMINATION_EDGE: ActEdge = {
  result: { nomination: () => NominationType },
  reader: NominationAnswer,
  identifier: () => NominationIdentifier,
  extras: {
    currentVersion: () => Int,
    state: () => NominationStateEnum,
    balance: () => QuotaBalanceType,
    existing: () => NominationType,
    decidedBy: () => UserType,
    claimedBy: () => UserType,
    invitationState: () => InvitationStateEnum,
    retryAt: () => DateTime,
  },
  types: {
    ...FIELD_TYPES,
    DecisionOutcome: () => DecisionOutcomeEnum,
    ReasonCode: () => ReasonCodeEnum,
    Recommendation: () => RecommendationEnum,
    PersonInput: () => PersonInput,
    UpdatePersonInput: () => UpdatePersonInput,
  },
};
