import { Injectable } from '@nestjs/common';
import { type Actor, decodeCursor, isId, pageSize, Refusal } from '#libs/kernel';
import { Database } from '#libs/platform';
import { MOST_IN_BATCH, type Outcome } from '#libs/approvals';

export interface WaitingDecision extends Record<string, unknown> {
  readonly id: string;
  readonly outcome: Outcome;
  readonly name: string;
  readonly honorific: string | null;
  readonly email: string;
  readonly language: string | null;
  readonly capacity: string;
  readonly body_name: string;
}

export interface ReleasePreview {
  readonly approved: number;
  readonly rejected: number;
  readonly reserved: number;
  /** Personal invitations that the release would send: one for each approval. */
  readonly messageCount: number;
  readonly approvals: readonly WaitingDecision[];
  /** Asked for, but not decided (any more). */
  readonly skippedIds: readonly string[];
}

const WAITING = `SELECT n.id, r.outcome, p.name, p.honorific, p.email, p.language, n.capacity, b.name AS body_name
  FROM approvals.open_review r
  JOIN nominations.nomination n ON n.id = r.subject_id
  JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.body b ON b.id = n.body_id
  WHERE r.conference_id = $1 AND r.decision_id IS NOT NULL AND ($2::uuid[] IS NULL OR n.id = ANY ($2))
  ORDER BY n.id LIMIT $3`;

/** What a release would do now, with the very messages that it would send; the host's alone. */
@Injectable()
export class PreviewRelease {
  constructor(private readonly database: Database) {}

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
    const after = typeof request.after === 'string' ? decodeCursor(request.after, 1)[0] : null;
    if (after !== null && !isId(after))
      throw new Refusal('INVALID_INPUT', 'This cursor is not one of the preview.', ['after']);
    const wanted = request.nominationIds?.filter(isId) ?? null;
    const waiting = isId(request.conferenceId)
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
    return {
      approved: approvals.length,
      rejected: count('REJECT'),
      reserved: count('RESERVE'),
      messageCount: approvals.length,
      approvals: approvals.filter(({ id }) => after === null || id > after).slice(0, first),
      skippedIds: (wanted ?? []).filter((id) => !known.has(id)),
    };
  }
}
