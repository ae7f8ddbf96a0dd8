import { Injectable } from '@nestjs/common';
import { batched, compositeId, type GraphQLContext } from '#libs/platform';
import { UserDirectory, type User } from '#libs/access';
import { Batches } from '../queries/batches.js';
import { decisionView, ReviewDossier } from '../queries/review-dossier.js';
import { type ReviewClaim, StandingClaims } from '../queries/standing-claims.js';

interface SignOffsAnswer {
  readonly id: string;
  readonly needed: number;
  readonly voices: readonly object[];
}

/** What a subject's type in the schema answers of its review; one statement a field for a whole list. */
@Injectable()
export class ReviewAnswers {
  constructor(
    private readonly dossier: ReviewDossier,
    private readonly batches: Batches,
    private readonly users: UserDirectory,
    private readonly claims: StandingClaims,
  ) {}

  /** As `RecommendationEntryType`; for the host. */
  async recommendations(context: GraphQLContext, subjectId: string): Promise<readonly object[]> {
    const entries = (await batched(context, this.dossier.recommendations, subjectId)) ?? [];
    return Promise.all(
      entries.map(async (entry) => ({ ...entry, by: await this.users.summary(context, entry.byId) })),
    );
  }

  /** As `SignOffProgressType`; for the host. Null where there has been no review. */
  async signOffs(context: GraphQLContext, subjectId: string): Promise<SignOffsAnswer | null> {
    const progress = await batched(context, this.dossier.signOffs, subjectId);
    if (progress === undefined) return null;
    return {
      id: compositeId('SignOffProgress', subjectId),
      needed: progress.needed,
      voices: await Promise.all(
        progress.voices.map(async (voice) => {
          const [by, onBehalfOf] = await Promise.all([
            this.nameOf(context, voice.byId),
            this.nameOf(context, voice.onBehalfOfId),
          ]);
          return { ...voice, by, onBehalfOf };
        }),
      ),
    };
  }

  /** As `DecisionType`: the host sees it at once; the body once its batch is released. */
  async decision(context: GraphQLContext, subjectId: string, isHostView: boolean): Promise<object | null> {
    const decided = await batched(context, this.dossier.decisions, subjectId);
    if (decided === undefined) return null;
    const decision = decisionView(decided, isHostView);
    const batch =
      decision.batchId === null ? undefined : await batched(context, this.batches.byIds, decision.batchId);
    return {
      ...decision,
      decidedBy: await this.nameOf(context, decision.decidedById),
      onBehalfOf: await this.nameOf(context, decision.onBehalfOfId),
      batch: batch ?? null,
    };
  }

  /** As `ReviewClaimType`; for the host. */
  async claim(context: GraphQLContext, claim: ReviewClaim | undefined): Promise<object | null> {
    if (claim === undefined) return null;
    const by = await this.nameOf(context, claim.userId);
    if (by === null) return null;
    const { actor } = context;
    return {
      by,
      isMine: actor.kind === 'user' && actor.userId === claim.userId,
      assignedBy: await this.nameOf(context, claim.assignedById),
      since: claim.since,
    };
  }

  /** The same of the subject's open review. */
  async claimOfSubject(context: GraphQLContext, subjectId: string): Promise<object | null> {
    return this.claim(context, await batched(context, this.claims.ofSubjects, subjectId));
  }

  private async nameOf(context: GraphQLContext, userId: string | null): Promise<User | null> {
    return userId === null ? null : this.users.summary(context, userId);
  }
}
