import { Injectable } from '@nestjs/common';
import { type Actor, isId } from '#libs/kernel';
import { Database, type Transaction } from '#libs/platform';
import { ReleasePreviews } from '#libs/approvals';
import { type Reserve } from '#libs/places';
import { type WaitingNomination } from '../nomination-releases.js';
import { NominationSubject } from '../nomination-subject.js';
import { type NoticePreview, ReleaseNotices } from '../notices/release-notices.js';
import { SamePeople } from '../use-cases/same-people.js';

export interface ReleasePreview {
  readonly approved: number;
  readonly rejected: number;
  readonly reserved: number;
  /** Who would move up to places that its refusals free. */
  readonly promotions: readonly PromotedReserve[];
  /** Mails that the release would send: an invitation for each approval and promotion, and the notices. */
  readonly messageCount: number;
  readonly notices: readonly NoticePreview[];
  /** One page of those who would be invited, by id. */
  readonly approvals: readonly WaitingNomination[];
  /** Asked for, but not decided (any more); or held back. */
  readonly skippedIds: readonly string[];
  /** Of those that are held back, the reference of the nomination by which their person is invited. */
  readonly sameAs: ReadonlyMap<string, string>;
  /** Stands for all of it. */
  readonly version: string;
}

/** A reserve who would move up, with the name of the body. */
export interface PromotedReserve extends Reserve {
  readonly bodyName: string;
}

/** What a release would do now, with the very messages that it would send; the host's alone. */
@Injectable()
export class PreviewRelease {
  constructor(
    private readonly previews: ReleasePreviews,
    private readonly subject: NominationSubject,
    private readonly notices: ReleaseNotices,
    private readonly people: SamePeople,
    private readonly database: Database,
  ) {}

  async run(
    actor: Actor,
    request: {
      readonly conferenceId: string;
      readonly nominationIds?: readonly string[] | null;
      readonly first: number;
      readonly after?: string | null;
    },
  ): Promise<ReleasePreview> {
    const { waiting, plan, ...preview } = await this.previews.of(actor, this.subject, {
      ...request,
      subjectIds: request.nominationIds,
    });
    const { promotions } = plan.filling;
    const bodyNames = new Map(waiting.map(({ subject }) => [subject.bodyId, subject.bodyName]));
    return {
      ...preview,
      promotions: promotions.map((reserve) => ({
        ...reserve,
        bodyName: bodyNames.get(reserve.bodyId) ?? '',
      })),
      messageCount: preview.approved + promotions.length + plan.notices.length,
      notices: await this.notices.render(actor, plan.notices),
      sameAs: await this.sameAs(
        actor,
        request.conferenceId,
        preview.skippedIds,
        waiting.filter(({ decision }) => decision.outcome === 'APPROVE').map(({ subject }) => subject.id),
      ),
    };
  }

  /**
   * Of nominations that a release passes over, those whose person is invited by another one, with its reference: by one that was released,
   * or goes out with this one.
   */
  async sameAs(
    actor: Actor,
    conferenceId: string,
    skipped: readonly string[],
    released: readonly string[] = [],
  ): Promise<ReadonlyMap<string, string>> {
    if (skipped.length === 0 || !isId(conferenceId)) return new Map();
    const reads: Pick<Transaction, 'query'> = {
      query: (text, values) => this.database.read(actor, text, values),
    };
    return this.people.heldBack(reads, conferenceId, [...released, ...skipped]);
  }
}
