import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { Database, grouped, inBodySight, inHostSight, type ReadMany, sightOf } from '#libs/platform';
import { type Outcome, type ReasonCode, reasonsSharedByDefault } from '#libs/approvals';
import { type ScreeningKind, type ScreeningState } from '../domain/screening.js';
import {
  describeFinding,
  describeReason,
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';
import { WATCH_LIST_HITS } from './watch-list-hit.js';

export interface ScreeningResult {
  readonly kind: ScreeningKind;
  readonly state: ScreeningState;
  /** Null while it runs, and for checks of before there were codes: those have their sentence alone. */
  readonly finding: ScreeningFinding | null;
  readonly values: FindingValues;
  /** The same in plain English. */
  readonly summary: string | null;
  readonly finishedAt: Date | null;
  readonly attempts: number;
}

export interface PossibleDuplicate {
  readonly otherId: string;
  readonly score: number;
  readonly reasonCodes: readonly DuplicateReason[];
  /** The same in plain English. */
  readonly reasons: readonly string[];
}

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

// Of many nominations at once: each statement answers a whole list, by the id in "ofId".
const SCREENING = `SELECT s.nomination_id AS "ofId", s.kind, s.state, s.findings, s.finished_at AS "finishedAt", s.attempts
  FROM unnest($1::uuid[]) AS sought (id) JOIN nominations.screening s ON s.nomination_id = sought.id
  WHERE ${inHostSight('s', 2)}
    AND s.nomination_version = (SELECT max(nomination_version) FROM nominations.screening WHERE nomination_id = sought.id)
  ORDER BY array_position(ARRAY['DUPLICATES', 'COMPLETENESS', 'PREVIOUS_REFUSALS', 'QUOTA', 'WATCH_LIST'], s.kind)`;

// Each screening writes its own side of a pair; the pair is one, with the better score.
const DUPLICATES = `SELECT sought.id AS "ofId", pairs.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT * FROM (
      SELECT DISTINCT ON ("otherId") pair."otherId", d.score::float8 AS score, d.reasons
      FROM nominations.duplicate d,
        LATERAL (SELECT CASE WHEN d.nomination_id = sought.id THEN d.other_id ELSE d.nomination_id END AS "otherId") pair
      WHERE sought.id IN (d.nomination_id, d.other_id) AND ${inHostSight('d', 2)} ORDER BY "otherId", d.score DESC
    ) best ORDER BY score DESC, "otherId" LIMIT 20
  ) pairs ORDER BY pairs.score DESC, pairs."otherId"`;

const RECOMMENDATIONS = `SELECT r.subject_id AS "ofId", s.id, s.outcome AS recommendation, s.note, s.by_user AS "byId", s.at
  FROM approvals.step s JOIN approvals.review r ON r.id = s.review_id
  WHERE r.subject_id = ANY ($1::uuid[]) AND ${inHostSight('s', 2)} AND s.kind = 'RECOMMEND' AND s.voided_at IS NULL ORDER BY s.id`;

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

/** Of which nomination a row tells. */
interface OfNomination extends Record<string, unknown> {
  ofId: string;
}
const ofId = (row: OfNomination): string => row.ofId;

type SignOffRow = OfNomination & { needed: number } & (SignOffVoice | { id: null });

type ScreeningRow = OfNomination &
  Pick<ScreeningResult, 'kind' | 'state' | 'finishedAt' | 'attempts'> & {
    readonly findings: {
      readonly code?: ScreeningFinding;
      readonly values?: FindingValues;
      readonly summary?: string;
    };
  };

interface DuplicateRow extends OfNomination {
  otherId: string;
  score: number;
  reasons: DuplicateReason[];
}

export interface Decided extends OfNomination {
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

/** What an officer reads beside a nomination. All but the released decision is the host's alone, here and by row-level policy. */
@Injectable()
export class NominationDossier {
  constructor(private readonly database: Database) {}

  /** The newest screening. */
  readonly screenings: ReadMany<ScreeningResult[]> = async (actor, ids) =>
    grouped(
      await this.ofHost<ScreeningRow>(actor, SCREENING, ids),
      ofId,
      ({ ofId: _ofId, findings, ...row }) => ({ ...row, ...told(findings) }),
    );

  readonly duplicates: ReadMany<PossibleDuplicate[]> = async (actor, ids) =>
    grouped(
      await this.ofHost<DuplicateRow>(actor, DUPLICATES, ids),
      ofId,
      ({ ofId: _ofId, reasons, ...pair }) => ({
        ...pair,
        reasonCodes: reasons,
        reasons: reasons.map((reason) => describeReason[reason]),
      }),
    );

  readonly recommendations: ReadMany<RecommendationEntry[]> = async (actor, ids) =>
    grouped(
      await this.ofHost<RecommendationEntry & OfNomination>(actor, RECOMMENDATIONS, ids),
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

  /** The reasons of a decision that are told to the body unless the approver says otherwise; for the host. */
  readonly reasonsSharedByDefault: ReadMany<readonly ReasonCode[]> = async (actor, ids) => {
    const rows = await this.database.read<{ ofId: string; is_hit: boolean }>(actor, WATCH_LIST_HITS, [ids]);
    const hits = new Map(rows.map((row) => [row.ofId, row.is_hit]));
    return new Map(ids.map((id) => [id, reasonsSharedByDefault(hits.get(id) !== false)]));
  };

  /** As it stands; what the body is not told of it is left to `decisionView`. */
  readonly decisions: ReadMany<Decided> = async (actor, ids) => {
    const rows = await this.database.read<Decided>(actor, DECISION, [ids, ...sightOf(actor)]);
    return new Map(rows.map((row) => [row.ofId, row]));
  };

  private ofHost<Row extends OfNomination>(
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

function told({
  code,
  values = {},
  summary,
}: ScreeningRow['findings']): Pick<ScreeningResult, 'finding' | 'values' | 'summary'> {
  return code === undefined
    ? { finding: null, values, summary: summary ?? null }
    : { finding: code, values, summary: describeFinding(code, values) };
}
