import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, readsConference } from '#libs/kernel';
import { Database, grouped, inBodySight, inHostSight, inSight, type ReadMany, sightOf } from '#libs/platform';
import { type Outcome } from '../domain/outcome.js';
import { type ReasonCode } from '../domain/review.js';

export interface RecommendationEntry {
  readonly id: string;
  readonly recommendation: Outcome;
  readonly note: string | null;
  readonly byId: string;
  readonly at: Date;
}

/** What one approver said, as it stands. */
export interface SignOffVoice {
  readonly id: string;
  readonly outcome: Outcome;
  readonly reasonCode: ReasonCode | null;
  readonly reasonText: string | null;
  readonly isReasonShared: boolean;
  readonly isQuotaOverridden: boolean;
  readonly byId: string;
  readonly onBehalfOfId: string | null;
  readonly at: Date;
}

export interface SignOffProgress {
  /** How many have to agree. */
  readonly needed: number;
  readonly voices: readonly SignOffVoice[];
}

export interface DecisionView {
  readonly id: string;
  readonly outcome: Outcome;
  readonly reasonCode: ReasonCode | null;
  readonly reasonText: string | null;
  /** Null for the body: it hears from the host, not from a person. */
  readonly decidedById: string | null;
  readonly onBehalfOfId: string | null;
  readonly decidedAt: Date;
  readonly releasedAt: Date | null;
  readonly batchId: string | null;
}

// Of many subjects at once: each statement answers a whole list, by the id in "ofId".
const RECOMMENDATIONS = `SELECT found.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT r.subject_id AS "ofId", s.id, s.outcome AS recommendation, s.note, s.by_user AS "byId", s.at
    FROM approvals.step s JOIN approvals.review r ON r.id = s.review_id
    WHERE r.subject_id = sought.id AND ${inHostSight('s', 2)} AND s.kind = 'RECOMMEND' AND s.voided_at IS NULL ORDER BY s.id DESC LIMIT 100
  ) found ORDER BY found.id`;

// Of the newest passage. A row without a voice tells how many are needed while nobody has signed.
const SIGN_OFFS = `SELECT sought.id AS "ofId", (r.plan->'stages'->1->>'quorum')::int AS needed, s.id, s.outcome, s.reason_code AS "reasonCode",
    s.note AS "reasonText", s.is_reason_shared AS "isReasonShared", s.is_quota_overridden AS "isQuotaOverridden", s.by_user AS "byId",
    s.on_behalf_of AS "onBehalfOfId", s.at
  FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT r.id, r.plan FROM approvals.review r WHERE r.subject_id = sought.id AND ${inHostSight('r', 2)} ORDER BY r.id DESC LIMIT 1
  ) r LEFT JOIN approvals.step s ON s.review_id = r.id AND s.kind = 'SIGN_OFF' AND s.voided_at IS NULL ORDER BY s.id`;

const DECISION = `SELECT d.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT d.subject_id AS "ofId", d.id, d.outcome, d.reason_code, d.reason_text, d.is_reason_shared, d.decided_by, d.on_behalf_of,
      d.decided_at, d.released_at, d.batch_id
    FROM approvals.decision d WHERE d.subject_id = sought.id AND d.voided_at IS NULL
      AND (${inHostSight('d', 2)} OR (d.released_at IS NOT NULL AND ${inBodySight('d', 3)})) ORDER BY d.decided_at DESC LIMIT 1
  ) d`;

const DECIDED_BY = `SELECT d.decided_by AS "decidedBy" FROM approvals.decision d
  WHERE d.subject_id = $1 AND d.voided_at IS NULL AND ${inHostSight('d', 2)} ORDER BY d.decided_at DESC LIMIT 1`;

// Of which subjects these are: what is told of each is read with all of its subject.
const OF_STEPS = `SELECT DISTINCT r.subject_id AS "subjectId" FROM approvals.step s JOIN approvals.review r ON r.id = s.review_id
  WHERE s.id = ANY ($1::uuid[]) AND s.voided_at IS NULL AND ${inHostSight('s', 2)}`;
const OF_DECISIONS = `SELECT d.subject_id AS "subjectId", d.conference_id AS "conferenceId" FROM approvals.decision d
  WHERE d.id = ANY ($1::uuid[]) AND d.voided_at IS NULL AND ${inSight('d', 2)}`;

/** Of which subject a row tells. */
interface OfSubject extends Record<string, unknown> {
  ofId: string;
}
const ofId = (row: OfSubject): string => row.ofId;

type SignOffRow = OfSubject & { needed: number } & (SignOffVoice | { id: null });

export interface Decided extends OfSubject {
  id: string;
  outcome: Outcome;
  reason_code: ReasonCode | null;
  reason_text: string | null;
  is_reason_shared: boolean;
  decided_by: string;
  on_behalf_of: string | null;
  decided_at: Date;
  released_at: Date | null;
  batch_id: string | null;
}

/**
 * What the host reads beside a subject: who recommended, who signed, what stands. All but the released decision is the host's
 * alone, here and by row-level policy.
 */
@Injectable()
export class ReviewDossier {
  constructor(private readonly database: Database) {}

  readonly recommendations: ReadMany<RecommendationEntry[]> = async (actor, ids) =>
    grouped(
      await this.ofHost<RecommendationEntry & OfSubject>(actor, RECOMMENDATIONS, ids),
      ofId,
      ({ ofId: _ofId, ...entry }) => entry,
    );

  /** How the sign-off stands, where there has been a review. */
  readonly signOffs: ReadMany<SignOffProgress> = async (actor, ids) => {
    const rows = grouped(await this.ofHost<SignOffRow>(actor, SIGN_OFFS, ids), ofId, (row) => row);
    return new Map(
      [...rows].map(([id, voices]) => [
        id,
        {
          needed: voices[0]?.needed ?? 0,
          voices: voices.flatMap(({ ofId: _ofId, needed: _needed, ...voice }) =>
            voice.id === null ? [] : [voice],
          ),
        },
      ]),
    );
  };

  /** As it stands; what the body is not told of it is left to `decisionView`. */
  readonly decisions: ReadMany<Decided> = async (actor, ids) => {
    const rows = await this.database.read<Decided>(actor, DECISION, [ids, ...sightOf(actor)]);
    return new Map(rows.map((row) => [row.ofId, row]));
  };

  /** The subjects of recommendations and voices by their ids; for the host. */
  async subjectsOfSteps(actor: Actor, ids: readonly string[]): Promise<string[]> {
    const values = [ids, conferencesReadWhole(actor)];
    const rows = await this.database.read<{ subjectId: string }>(actor, OF_STEPS, values);
    return rows.map(({ subjectId }) => subjectId);
  }

  /** The subjects of decisions by their ids, and whether the caller reads them as the host does. */
  async subjectsOfDecisions(
    actor: Actor,
    ids: readonly string[],
  ): Promise<readonly { readonly subjectId: string; readonly isHostView: boolean }[]> {
    const values = [ids, ...sightOf(actor)];
    const rows = await this.database.read<{ subjectId: string; conferenceId: string }>(
      actor,
      OF_DECISIONS,
      values,
    );
    return rows.map(({ subjectId, conferenceId }) => ({
      subjectId,
      isHostView: readsConference(actor, conferenceId),
    }));
  }

  /** Who made the decision that stands, where the caller may know. */
  async decidedBy(actor: Actor, subjectId: string): Promise<string | null> {
    const [row] = await this.database.read<{ decidedBy: string }>(actor, DECIDED_BY, [
      subjectId,
      conferencesReadWhole(actor),
    ]);
    return row?.decidedBy ?? null;
  }

  private ofHost<Row extends OfSubject>(
    actor: Actor,
    statement: string,
    ids: readonly string[],
  ): Promise<Row[]> {
    return this.database.read<Row>(actor, statement, [ids, conferencesReadWhole(actor)]);
  }
}

/** A decision as the host sees it, or the body. */
export function decisionView(row: Decided, isHostView: boolean): DecisionView {
  const isReasonTold = isHostView || row.is_reason_shared;
  return {
    id: row.id,
    outcome: row.outcome,
    reasonCode: isReasonTold ? row.reason_code : null,
    reasonText: isReasonTold ? row.reason_text : null,
    decidedById: isHostView ? row.decided_by : null,
    onBehalfOfId: isHostView ? row.on_behalf_of : null,
    // A decision's own time would tell how long the host kept it back.
    decidedAt: isHostView ? row.decided_at : (row.released_at ?? row.decided_at),
    releasedAt: row.released_at,
    batchId: isHostView ? row.batch_id : null,
  };
}
