import { Injectable } from '@nestjs/common';
import { type Actor, isId, pageSize, readsConference, Refusal } from '#libs/kernel';
import { Database } from '#libs/platform';
import { MOST_IN_BATCH, type Outcome, type ReasonCode } from '#libs/approvals';
import { previewVersion } from '../domain/preview-version.js';
import { BodyNotices, type NoticePreview } from '../notices/body-notices.js';

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
  readonly reference: string;
  readonly reason_code: ReasonCode | null;
  readonly reason_text: string | null;
  readonly is_reason_shared: boolean;
}

export interface ReleasePreview {
  readonly approved: number;
  readonly rejected: number;
  readonly reserved: number;
  /** Mails that the release would send: an invitation for each approval, and the bodies' notices. */
  readonly messageCount: number;
  readonly notices: readonly NoticePreview[];
  /** One page of those who would be invited, by id. */
  readonly approvals: readonly WaitingDecision[];
  /** Asked for, but not decided (any more). */
  readonly skippedIds: readonly string[];
  /** See `previewVersion`. */
  readonly version: string;
}

const WAITING = `SELECT n.id, n.version, d.id AS decision_id, n.reference, n.body_id, r.outcome, d.reason_code, d.reason_text, d.is_reason_shared, p.name, p.honorific, p.email, p.language, n.capacity, b.name AS body_name
  FROM approvals.open_review r
  JOIN approvals.decision d ON d.id = r.decision_id
  JOIN nominations.nomination n ON n.id = r.subject_id
  JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.body b ON b.id = n.body_id
  WHERE r.conference_id = $1 AND r.decision_id IS NOT NULL AND ($2::uuid[] IS NULL OR n.id = ANY ($2))
  ORDER BY n.id LIMIT $3`;

/** What a release would do now, with the very messages that it would send; the host's alone. */
@Injectable()
export class PreviewRelease {
  constructor(
    private readonly database: Database,
    private readonly notices: BodyNotices,
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
    const notices = waiting.length === 0 ? [] : await this.noticesOf(actor, request.conferenceId, waiting);
    return {
      approved: approvals.length,
      rejected: count('REJECT'),
      reserved: count('RESERVE'),
      messageCount: approvals.length + notices.length,
      notices,
      approvals: approvals.filter(({ id }) => after === null || id > after).slice(0, first),
      skippedIds: (wanted ?? []).filter((id) => !known.has(id)),
      version: previewVersion(
        waiting.map(({ id, version, decision_id }) => ({
          nominationId: id,
          nominationVersion: version,
          decisionId: decision_id,
        })),
      ),
    };
  }

  private noticesOf(
    actor: Actor,
    conferenceId: string,
    waiting: readonly WaitingDecision[],
  ): Promise<NoticePreview[]> {
    const decided = waiting.map((row) => ({
      nomination: row,
      decision: {
        outcome: row.outcome,
        reasonCode: row.reason_code,
        reasonText: row.reason_text,
        isReasonShared: row.is_reason_shared,
      },
    }));
    return this.notices.preview(actor, conferenceId, decided);
  }
}
