import { Injectable } from '@nestjs/common';
import { type Actor, isId, pageSize, readsConference, Refusal } from '#libs/kernel';
import { Database, type Transaction } from '#libs/platform';
import { MOST_IN_BATCH, type Outcome, type ReasonCode } from '#libs/approvals';
import { previewVersion } from '../domain/preview-version.js';
import { type Reserve } from '../domain/reserve.js';
import { type NoticePreview, type ReleaseNotice, ReleaseNotices } from '../notices/release-notices.js';
import { type Filling, FillRelease } from '../use-cases/fill-release.js';

export interface WaitingDecision extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly decision_id: string;
  readonly outcome: Outcome;
  readonly name: string;
  readonly honorific: string | null;
  readonly email: string;
  readonly language: string | null;
  readonly capacity: string;
  readonly body_name: string;
  readonly body_id: string;
  readonly constituency_id: string;
  readonly reference: string;
  readonly reason_code: ReasonCode | null;
  readonly reason_text: string | null;
  readonly is_reason_shared: boolean;
  readonly is_quota_overridden: boolean;
}

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
  readonly approvals: readonly WaitingDecision[];
  /** Asked for, but not decided (any more). */
  readonly skippedIds: readonly string[];
  /** See `previewVersion`. */
  readonly version: string;
}

/** A reserve who would move up, with the name of the body. */
export interface PromotedReserve extends Reserve {
  readonly bodyName: string;
}

interface Following {
  readonly filling: Filling;
  readonly notices: readonly ReleaseNotice[];
}

// From the decisions that wait, which are few; open reviews are many.
const WAITING = `SELECT n.id, n.version, d.id AS decision_id, n.reference, n.body_id, n.constituency_id, d.outcome,
    d.reason_code, d.reason_text, d.is_reason_shared, d.is_quota_overridden, p.name, p.honorific, p.email, p.language, n.capacity, b.name AS body_name
  FROM (SELECT d.* FROM approvals.waiting_decision d JOIN approvals.waiting_review r ON r.id = d.review_id
    WHERE d.conference_id = $1 AND ($2::uuid[] IS NULL OR d.subject_id = ANY ($2))
    ORDER BY d.subject_id LIMIT $3) d
  JOIN nominations.nomination n ON n.id = d.subject_id
  JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.body b ON b.id = n.body_id
  ORDER BY n.id`;

/** What a release would do now, with the very messages that it would send; the host's alone. */
@Injectable()
export class PreviewRelease {
  constructor(
    private readonly database: Database,
    private readonly filling: FillRelease,
    private readonly notices: ReleaseNotices,
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
    const first = pageSize(request.first);
    const after = request.after ?? null;
    if (after !== null && !isId(after))
      throw new Refusal('INVALID_INPUT', 'Give the id of the last nomination that you have seen.', ['after']);
    const wanted = request.nominationIds?.filter(isId) ?? null;
    const isInSight = isId(request.conferenceId) && readsConference(actor, request.conferenceId);
    const waiting = isInSight
      ? await this.database.read<WaitingDecision>(actor, WAITING, [
          request.conferenceId,
          wanted,
          MOST_IN_BATCH,
        ])
      : [];
    const count = (outcome: Outcome): number =>
      waiting.filter((decision) => decision.outcome === outcome).length;
    const approvals = waiting.filter(({ outcome }) => outcome === 'APPROVE');
    const known = new Set(waiting.map(({ id }) => id));
    const { filling, notices } = await this.following(actor, request.conferenceId, waiting);
    const { promotions } = filling;
    const bodyNames = new Map(waiting.map(({ body_id, body_name }) => [body_id, body_name]));
    return {
      approved: approvals.length,
      rejected: count('REJECT'),
      reserved: count('RESERVE'),
      promotions: promotions.map((reserve) => ({
        ...reserve,
        bodyName: bodyNames.get(reserve.bodyId) ?? '',
      })),
      messageCount: approvals.length + promotions.length + notices.length,
      notices: await this.notices.render(actor, notices),
      approvals: approvals.filter(({ id }) => after === null || id > after).slice(0, first),
      skippedIds: (wanted ?? []).filter((id) => !known.has(id)),
      version: previewVersion({
        decisions: waiting.map(({ id, version, decision_id }) => ({
          nominationId: id,
          nominationVersion: version,
          decisionId: decision_id,
        })),
        promotions,
        notices,
      }),
    };
  }

  /** What a release of these would bring with it, by the very code of the release; nothing is written. */
  private async following(
    actor: Actor,
    conferenceId: string,
    waiting: readonly WaitingDecision[],
  ): Promise<Following> {
    if (waiting.length === 0) return { filling: { promotions: [], told: [] }, notices: [] };
    const reads: Pick<Transaction, 'query'> = {
      query: (text, values) => this.database.read(actor, text, values),
    };
    const filling = await this.filling.plan(
      reads,
      conferenceId,
      waiting.map((row) => ({
        nominationId: row.id,
        bodyId: row.body_id,
        constituencyId: row.constituency_id,
        outcome: row.outcome,
        isQuotaOverridden: row.is_quota_overridden,
      })),
    );
    const decided = waiting.map((row) => ({
      nomination: row,
      decision: {
        outcome: row.outcome,
        reasonCode: row.reason_code,
        reasonText: row.reason_text,
        isReasonShared: row.is_reason_shared,
      },
    }));
    return { filling, notices: await this.notices.of(reads, conferenceId, decided, filling) };
  }
}
