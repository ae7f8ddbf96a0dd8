import { ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphQLContext, sentenceValues } from '#libs/platform';
import { AuditTrail } from '#libs/audit';
import { UserDirectory, type UserSummary, UserSummaryType } from '#libs/access';
import { InvitationType, Invitations } from '#libs/invitations';
import { MessageLog, MessageType } from '#libs/notifications';
import { missingFields } from '../domain/completeness.js';
import { unavailableActions } from '../policies/nomination.policy.js';
import { Batches } from '../queries/batches.js';
import { GetNomination } from '../queries/get-nomination.js';
import { NominationDossier } from '../queries/nomination-dossier.js';
import { type NominationView } from '../queries/nomination-view.js';
import { type QuotaBalanceView, QuotaBalances } from '../queries/quota-balances.js';
import { ReasonCodeEnum } from './nomination-enums.js';
import {
  DecisionType,
  HistoryEntryType,
  NominationType,
  PossibleDuplicateType,
  QuotaBalanceType,
  RecommendationEntryType,
  ScreeningResultType,
  SignOffProgressType,
  UnavailableActionType,
} from './nomination.type.js';

const nullable = { nullable: true } as const;
const HOST_ONLY = { nullable: true, description: 'Host only, null for everybody else' } as const;

/** What is read only when somebody asks for it: one statement a field. No parameter decorators, so each call is direct. */
@Resolver(() => NominationType)
export class NominationFieldsResolver {
  constructor(
    private readonly dossier: NominationDossier,
    private readonly balances: QuotaBalances,
    private readonly get: GetNomination,
    private readonly batches: Batches,
    private readonly users: UserDirectory,
    private readonly trail: AuditTrail,
    private readonly invitations: Invitations,
    private readonly messageLog: MessageLog,
  ) {}

  @ResolveField(() => UserSummaryType, nullable)
  createdBy(parent: NominationView, _args: object, context: GraphQLContext): Promise<UserSummary | null> {
    if (parent.createdById === undefined) throw new Error('A nomination was read without who made it');
    return this.users.summary(context, parent.createdById);
  }

  @ResolveField(() => [UnavailableActionType], {
    description:
      "Actions of the caller's role that are not possible now, and why; none that has no meaning in its state",
  })
  unavailableActions(parent: NominationView, _args: object, { actor }: GraphQLContext): object[] {
    return unavailableActions(actor, parent.facts);
  }

  @ResolveField(() => [String], {
    description:
      "What the host's screening misses, by the fields' paths in the input (`person.jobTitle`); it can be submitted without",
  })
  missing({ person, justification }: NominationView): readonly string[] {
    const { organisation, jobTitle, country } = person;
    if (
      organisation === undefined ||
      jobTitle === undefined ||
      country === undefined ||
      justification === undefined
    ) {
      throw new Error('A nomination was read without its words');
    }
    return missingFields({ organisation, jobTitle, country, justification });
  }

  @ResolveField(() => QuotaBalanceType, nullable)
  quotaBalance(
    parent: NominationView,
    _args: object,
    { actor }: GraphQLContext,
  ): Promise<QuotaBalanceView | null> {
    return this.balances.ofPlace(actor, { bodyId: parent.body.id, constituencyId: parent.constituency.id });
  }

  @ResolveField(() => [HistoryEntryType], {
    description: 'Everything that happened, oldest first, as far as the caller may see it',
  })
  history(parent: NominationView, _args: object, context: GraphQLContext): Promise<readonly object[]> {
    return this.trail.ofSubject(context, parent.id);
  }

  @ResolveField(() => InvitationType, nullable)
  invitation(parent: NominationView, _args: object, { actor }: GraphQLContext): Promise<object | null> {
    return this.invitations.ofNomination(actor, parent.id);
  }

  @ResolveField(() => [MessageType])
  messages(parent: NominationView, _args: object, { actor }: GraphQLContext): Promise<readonly object[]> {
    return this.messageLog.ofNomination(actor, parent.id);
  }

  @ResolveField(() => [ScreeningResultType], HOST_ONLY)
  async screening(
    parent: NominationView,
    _args: object,
    { actor }: GraphQLContext,
  ): Promise<readonly object[] | null> {
    if (!parent.isHostView) return null;
    const results = await this.dossier.screening(actor, parent.id);
    return results.map((result) => ({ ...result, values: sentenceValues(result.values) }));
  }

  @ResolveField(() => [PossibleDuplicateType], HOST_ONLY)
  async duplicates(
    parent: NominationView,
    _args: object,
    { actor }: GraphQLContext,
  ): Promise<readonly object[] | null> {
    if (!parent.isHostView) return null;
    const found = await this.dossier.duplicates(actor, parent.id);
    const nominations = await this.get.runMany(
      actor,
      found.map(({ otherId }) => otherId),
    );
    return found.flatMap((duplicate, index) => {
      const nomination = nominations[index];
      return nomination === undefined || nomination === null ? [] : [{ ...duplicate, nomination }];
    });
  }

  @ResolveField(() => [RecommendationEntryType], HOST_ONLY)
  async recommendations(
    parent: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly object[] | null> {
    if (!parent.isHostView) return null;
    const entries = await this.dossier.recommendations(context.actor, parent.id);
    return Promise.all(
      entries.map(async (entry) => ({ ...entry, by: await this.users.summary(context, entry.byId) })),
    );
  }

  @ResolveField(() => SignOffProgressType, HOST_ONLY)
  async signOffs(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    const progress = parent.isHostView ? await this.dossier.signOffs(context.actor, parent.id) : null;
    if (progress === null) return null;
    const nameOf = (id: string | null) => (id === null ? null : this.users.summary(context, id));
    return {
      needed: progress.needed,
      voices: await Promise.all(
        progress.voices.map(async (voice) => {
          const [by, onBehalfOf] = await Promise.all([nameOf(voice.byId), nameOf(voice.onBehalfOfId)]);
          return { ...voice, by, onBehalfOf };
        }),
      ),
    };
  }

  @ResolveField(() => [ReasonCodeEnum], {
    nullable: true,
    description:
      'Reasons of a decision that are told to the body unless the approver says otherwise (host only, null for everybody else)',
  })
  async reasonsSharedByDefault(
    parent: NominationView,
    _args: object,
    { actor }: GraphQLContext,
  ): Promise<readonly string[] | null> {
    return parent.isHostView ? this.dossier.reasonsSharedByDefault(actor, parent.id) : null;
  }

  @ResolveField(() => DecisionType, {
    nullable: true,
    description: 'The host sees it at once; the body once its batch is released',
  })
  async decision(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    const decision = await this.dossier.decision(context.actor, parent.id, parent.isHostView);
    if (decision === null) return null;
    const batch = decision.batchId === null ? null : await this.batches.byId(context.actor, decision.batchId);
    return {
      ...decision,
      decidedBy:
        decision.decidedById === null ? null : await this.users.summary(context, decision.decidedById),
      onBehalfOf:
        decision.onBehalfOfId === null ? null : await this.users.summary(context, decision.onBehalfOfId),
      batch:
        batch === null
          ? null
          : { ...batch, releasedBy: await this.users.summary(context, batch.releasedById) },
    };
  }
}
