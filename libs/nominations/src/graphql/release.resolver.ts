import { Args, Context, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { asUser, isId } from '#libs/kernel';
import { Access, EmailAddress, type GraphQLContext, RENDERED, Weight } from '#libs/platform';
import { Batches } from '#libs/approvals';
import { ChainHeads } from '#libs/audit';
import { MessageKindEnum } from '#libs/notifications';
import { InvitationPreviews } from '#libs/invitations';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { PreviewRelease, type PromotedReserve } from '../queries/release-preview.js';
import { ReleaseDecisions } from '../use-cases/release-decisions.js';
import { ReleaseDecisionsInput } from './nomination.inputs.js';
import { ReleaseDecisionsPayload } from './nomination.payloads.js';
import { NominationType, SkippedDecisionType } from './nomination.type.js';

@ObjectType('MessagePreview', { description: 'A message as it would be sent' })
class MessagePreviewType {
  @Field(() => String, { description: 'Whom it would go to' }) recipientName: string;
  @Field(() => EmailAddress, { nullable: true, description: 'Where it would go to' }) recipientEmail:
    string | null;
  @Field(() => MessageKindEnum, { description: 'What it is about' }) kind: string;
  @Field(() => String, { description: "Its subject, in the recipient's language" }) subject: string;
  @Field(() => String, { description: 'Its text, without the secret of its link' }) text: string;
  @Field(() => NominationType, { nullable: true, description: 'Null for a notice to a body' })
  nomination: NominationType | null;
}

@ObjectType('ReleasePreview', { description: 'What a release would do and send, before it is done' })
class ReleasePreviewType {
  @Field(() => Int, { description: 'How many would be approved' }) approved: number;
  @Field(() => Int, { description: 'How many would be refused' }) rejected: number;
  @Field(() => Int, { description: 'How many would be on the reserve list' }) reserved: number;
  @Field(() => [MessagePreviewType], {
    description:
      'Personal invitations, at most 100 at once; page through them with `after`: the id of the last nomination seen',
  })
  messages: MessagePreviewType[];
  @Field(() => [MessagePreviewType], {
    description:
      'Invitations of those who would move up from the reserve list to places that the refusals free; at most 1,000',
  })
  promotions: MessagePreviewType[];
  @Field(() => [MessagePreviewType], {
    description:
      'What the coordinators of each body would be told, and the host of places to fill by hand: one for each coordinator',
  })
  notices: MessagePreviewType[];
  @Field(() => Int, { description: 'Invitations, promotions and notices together' }) messageCount: number;
  @Field(() => [SkippedDecisionType], {
    description:
      'What would not be released, and why: one for each id that was asked for and is not waiting, and for each approval of a person whom another nomination invites',
  })
  skipped: SkippedDecisionType[];
  @Field(() => String, {
    description:
      'Stands for all that would go out. With it a release sends this or nothing: `previewVersion`',
  })
  version: string;
}

/** Why a nomination was passed over, from the state that it has now. */
function whySkipped({ state }: NominationView): string {
  switch (state) {
    case 'APPROVED':
    case 'RESERVED':
    case 'REJECTED':
    case 'SUPERSEDED':
      return 'It was released already.';
    case 'WITHDRAWN':
      return 'It was withdrawn.';
    case 'LAPSED':
      return 'It has lapsed.';
    case 'DRAFT':
    case 'SUBMITTED':
    case 'UNDER_REVIEW':
    case 'RETURNED':
    case 'DECIDED':
      return 'It is not decided (any more).';
  }
}

/** Batches: what would go out, letting it go, and what became of it. */
@Resolver()
export class ReleaseResolver {
  constructor(
    private readonly previews: PreviewRelease,
    private readonly letters: InvitationPreviews,
    private readonly batches: Batches,
    private readonly get: GetNomination,
    private readonly release: ReleaseDecisions,
    private readonly heads: ChainHeads,
  ) {}

  @Query(() => ReleasePreviewType, {
    description: 'What a release would do now, with every message that it would send',
  })
  @Weight(RENDERED)
  @Access.readers()
  async releasePreview(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('nominationIds', {
      type: () => [ID],
      nullable: true,
      description: 'Of these alone; null: of all that wait',
    })
    nominationIds: string[] | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
    @Args('after', { type: () => ID, nullable: true }) after: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    const preview = await this.previews.run(actor, {
      conferenceId,
      nominationIds,
      first: first ?? 50,
      after,
    });
    const ids = preview.approvals.map(({ id }) => id);
    const nominations = await this.get.runMany(actor, ids);
    const letters = await this.letters.render(
      actor,
      conferenceId,
      preview.approvals.map((decision) => ({
        personName: decision.name,
        honorific: decision.honorific,
        email: decision.email,
        language: decision.language,
        capacity: decision.capacity,
        bodyName: decision.bodyName,
      })),
    );
    const promoted = await this.promotions(actor, conferenceId, preview.promotions);
    return {
      ...preview,
      promotions: promoted,
      messages: letters.map((letter, index) => ({ ...letter, nomination: nominations[index] })),
      notices: preview.notices.map((notice) => ({ ...notice, nomination: null })),
      skipped: await this.skipped(actor, preview.skippedIds, preview.sameAs),
    };
  }

  @Mutation(() => ReleaseDecisionsPayload.type, {
    description: 'Releases decisions as one batch: states, places, invitations and notices at once',
  })
  @Access.signedIn()
  releaseDecisions(
    @Args('input') input: ReleaseDecisionsInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    const actor = asUser(context.actor);
    return ReleaseDecisionsPayload.answer(async () => {
      const { batchId, skipped } = await this.release.run(actor, idempotencyKey, request);
      return {
        batch: await this.batches.byId(actor, batchId),
        skipped: await this.skipped(
          actor,
          skipped,
          await this.previews.sameAs(actor, request.conferenceId, skipped),
        ),
        auditHead: await this.heads.newest(actor, request.conferenceId),
      };
    });
  }

  private async promotions(
    actor: GraphQLContext['actor'],
    conferenceId: string,
    reserves: readonly PromotedReserve[],
  ): Promise<object[]> {
    const [nominations, letters] = await Promise.all([
      this.get.runMany(
        actor,
        reserves.map(({ id }) => id),
      ),
      this.letters.render(
        actor,
        conferenceId,
        reserves.map(({ person, capacity, bodyName }) => ({
          personName: person.name,
          honorific: person.honorific,
          email: person.email,
          language: person.language,
          capacity,
          bodyName,
        })),
      ),
    ]);
    return letters.map((letter, index) => ({ ...letter, nomination: nominations[index] }));
  }

  /** Ids that are not in the caller's sight are left out, like ids that do not exist. */
  private async skipped(
    actor: GraphQLContext['actor'],
    ids: readonly string[],
    same: ReadonlyMap<string, string>,
  ): Promise<{ nomination: NominationView; reason: string; sameAs: string | null }[]> {
    const nominations = await this.get.runMany(actor, ids.filter(isId));
    return nominations.flatMap((nomination) => {
      if (nomination === null) return [];
      const sameAs = nomination.state === 'DECIDED' ? (same.get(nomination.id) ?? null) : null;
      const reason =
        sameAs === null
          ? whySkipped(nomination)
          : `The host has judged that it is of the same person as ${sameAs}, which invites them. Reopen it, or judge the pair again.`;
      return [{ nomination, reason, sameAs }];
    });
  }
}
