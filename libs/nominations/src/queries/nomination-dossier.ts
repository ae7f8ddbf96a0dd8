import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { Database, inBodySight, inHostSight, sightOf } from '#libs/platform';
import { type Outcome, type ReasonCode, reasonsSharedByDefault } from '#libs/approvals';
import { type ScreeningKind, type ScreeningState } from '../domain/screening.js';
import {
  describeFinding,
  describeReason,
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';
import { WATCH_LIST_HIT } from './watch-list-hit.js';

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

const SCREENING = `SELECT s.kind, s.state, s.findings, s.finished_at AS "finishedAt", s.attempts
  FROM nominations.screening s WHERE s.nomination_id = $1 AND ${inHostSight('s', 2)}
    AND s.nomination_version = (SELECT max(nomination_version) FROM nominations.screening WHERE nomination_id = $1)
  ORDER BY array_position(ARRAY['DUPLICATES', 'COMPLETENESS', 'PREVIOUS_REFUSALS', 'QUOTA', 'WATCH_LIST'], s.kind)`;

// Each screening writes its own side of a pair; the pair is one, with the better score.
const DUPLICATES = `SELECT * FROM (
    SELECT DISTINCT ON ("otherId") pair."otherId", d.score::float8 AS score, d.reasons
    FROM nominations.duplicate d,
      LATERAL (SELECT CASE WHEN d.nomination_id = $1 THEN d.other_id ELSE d.nomination_id END AS "otherId") pair
    WHERE $1 IN (d.nomination_id, d.other_id) AND ${inHostSight('d', 2)} ORDER BY "otherId", d.score DESC
  ) pairs ORDER BY score DESC, "otherId" LIMIT 20`;

const RECOMMENDATIONS = `SELECT s.id, s.outcome AS recommendation, s.note, s.by_user AS "byId", s.at
  FROM approvals.step s JOIN approvals.review r ON r.id = s.review_id
  WHERE r.subject_id = $1 AND ${inHostSight('s', 2)} AND s.kind = 'RECOMMEND' AND s.voided_at IS NULL ORDER BY s.id`;

// Of the newest passage. A row without a voice tells how many are needed while nobody has signed.
const SIGN_OFFS = `SELECT (r.plan->'stages'->1->>'quorum')::int AS needed, s.id, s.outcome, s.reason_code AS "reasonCode", s.note AS "reasonText",
    s.is_reason_shared AS "isReasonShared", s.is_quota_overridden AS "isQuotaOverridden", s.by_user AS "byId",
    s.on_behalf_of AS "onBehalfOfId", s.at
  FROM (
    SELECT r.id, r.plan FROM approvals.review r WHERE r.subject_id = $1 AND ${inHostSight('r', 2)} ORDER BY r.id DESC LIMIT 1
  ) r LEFT JOIN approvals.step s ON s.review_id = r.id AND s.kind = 'SIGN_OFF' AND s.voided_at IS NULL ORDER BY s.id`;

const DECISION = `SELECT d.id, d.outcome, d.reason_code, d.reason_text, d.is_reason_shared, d.decided_by, d.on_behalf_of, d.decided_at, d.released_at, d.batch_id
  FROM approvals.decision d WHERE d.subject_id = $1 AND d.voided_at IS NULL
    AND (${inHostSight('d', 2)} OR (d.released_at IS NOT NULL AND ${inBodySight('d', 3)})) ORDER BY d.decided_at DESC LIMIT 1`;

type SignOffRow = Record<string, unknown> & { needed: number } & (SignOffVoice | { id: null });

type ScreeningRow = Pick<ScreeningResult, 'kind' | 'state' | 'finishedAt' | 'attempts'> & {
  readonly [column: string]: unknown;
  readonly findings: {
    readonly code?: ScreeningFinding;
    readonly values?: FindingValues;
    readonly summary?: string;
  };
};

interface DuplicateRow extends Record<string, unknown> {
  otherId: string;
  score: number;
  reasons: DuplicateReason[];
}

interface DecisionRow extends Record<string, unknown> {
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

  async screening(actor: Actor, nominationId: string): Promise<ScreeningResult[]> {
    const values = [nominationId, conferencesReadWhole(actor)];
    const rows = await this.database.read<ScreeningRow>(actor, SCREENING, values);
    return rows.map(({ findings, ...row }) => ({ ...row, ...told(findings) }));
  }

  async duplicates(actor: Actor, nominationId: string): Promise<PossibleDuplicate[]> {
    const values = [nominationId, conferencesReadWhole(actor)];
    const rows = await this.database.read<DuplicateRow>(actor, DUPLICATES, values);
    return rows.map(({ reasons, ...pair }) => ({
      ...pair,
      reasonCodes: reasons,
      reasons: reasons.map((reason) => describeReason[reason]),
    }));
  }

  recommendations(actor: Actor, nominationId: string): Promise<RecommendationEntry[]> {
    return this.database.read(actor, RECOMMENDATIONS, [
      nominationId,
      conferencesReadWhole(actor),
    ]) as Promise<unknown> as Promise<RecommendationEntry[]>;
  }

  /** How the sign-off stands; null where there has been no review, or none in the caller's sight. */
  async signOffs(actor: Actor, nominationId: string): Promise<SignOffProgress | null> {
    const rows = await this.database.read<SignOffRow>(actor, SIGN_OFFS, [
      nominationId,
      conferencesReadWhole(actor),
    ]);
    const [first] = rows;
    if (first === undefined) return null;
    return {
      needed: first.needed,
      voices: rows.flatMap(({ needed: _needed, ...voice }) => (voice.id === null ? [] : [voice])),
    };
  }

  /** The reasons of a decision that are told to the body unless the approver says otherwise; for the host. */
  async reasonsSharedByDefault(actor: Actor, nominationId: string): Promise<readonly ReasonCode[]> {
    const [row] = await this.database.read<{ is_hit: boolean }>(actor, WATCH_LIST_HIT, [nominationId]);
    return reasonsSharedByDefault(row?.is_hit !== false);
  }

  async decision(actor: Actor, nominationId: string, isHostView: boolean): Promise<DecisionView | null> {
    const [row] = await this.database.read<DecisionRow>(actor, DECISION, [nominationId, ...sightOf(actor)]);
    if (row === undefined) return null;
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
