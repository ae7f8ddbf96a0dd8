import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { compositeId, Database, grouped, inHostSight, type ReadMany } from '#libs/platform';
import { type JudgedRow, type Judgement, judgementOf } from '../domain/pair.js';
import { type ScreeningKind, type ScreeningState } from '../domain/screening.js';
import {
  describeFinding,
  describeReason,
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';
import { countOthersOf } from '../persistence/judgement.statements.js';

export interface ScreeningResult {
  readonly id: string;
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
  /** Null: nobody has judged the pair. */
  readonly judgement: Judgement | null;
}

// Of many subjects at once: each statement answers a whole list, by the id in "ofId".
const SCREENING = `SELECT s.nomination_id AS "ofId", s.kind, s.state, s.findings, s.finished_at AS "finishedAt", s.attempts,
    coalesce(others.standing, 0) AS standing, coalesce(others.different, 0) AS different
  FROM unnest($1::uuid[]) AS sought (id) JOIN nominations.screening s ON s.nomination_id = sought.id
    LEFT JOIN LATERAL (${countOthersOf('sought.id')}) others ON s.kind = 'DUPLICATES' AND s.state = 'FLAGGED'
  WHERE ${inHostSight('s', 2)}
    AND s.nomination_version = (SELECT max(nomination_version) FROM nominations.screening WHERE nomination_id = sought.id)
  ORDER BY array_position(ARRAY['DUPLICATES', 'COMPLETENESS', 'PREVIOUS_REFUSALS', 'QUOTA', 'WATCH_LIST'], s.kind)`;

// Each screening writes its own side of a pair; the pair is one, with the better score. What was judged to be the same person stays
// though the screening finds it no more; what was judged to be another one comes last, or not at all where it is found no more.
const DUPLICATES = `SELECT sought.id AS "ofId", pairs.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT "otherId", coalesce(best.score, j.score)::float8 AS score, coalesce(best.reasons, j.reasons) AS reasons, j.verdict, j.note,
      j.judged_by AS "judgedBy", j.judged_at AS "judgedAt", j.changes
    FROM (
      SELECT DISTINCT ON ("otherId") pair."otherId", d.score, d.reasons
      FROM nominations.duplicate d,
        LATERAL (SELECT CASE WHEN d.nomination_id = sought.id THEN d.other_id ELSE d.nomination_id END AS "otherId") pair
      WHERE sought.id IN (d.nomination_id, d.other_id) AND ${inHostSight('d', 2)} ORDER BY "otherId", d.score DESC
    ) best FULL JOIN (
      SELECT CASE WHEN j.first_id = sought.id THEN j.second_id ELSE j.first_id END AS "otherId", j.*
      FROM nominations.duplicate_judgement j WHERE sought.id IN (j.first_id, j.second_id) AND ${inHostSight('j', 2)}
    ) j USING ("otherId")
    WHERE best.score IS NOT NULL OR j.verdict = 'SAME'
    ORDER BY j.verdict = 'DIFFERENT' AND j.changes = '{}' NULLS FIRST, score DESC, "otherId" LIMIT 20
  ) pairs`;

/** Of which subject a row tells. */
interface OfSubject extends Record<string, unknown> {
  ofId: string;
}
const ofId = (row: OfSubject): string => row.ofId;

type ScreeningRow = OfSubject &
  Pick<ScreeningResult, 'kind' | 'state' | 'finishedAt' | 'attempts'> & {
    /** Others that may be the same person, and those that were judged not to be. */
    readonly standing: number;
    readonly different: number;
    readonly findings: {
      readonly code?: ScreeningFinding;
      readonly values?: FindingValues;
      readonly summary?: string;
    };
  };

interface DuplicateRow extends OfSubject, JudgedRow {
  otherId: string;
  score: number;
  reasons: DuplicateReason[];
}

/** What an officer reads of a subject's screening; the host's alone, here and by row-level policy. */
@Injectable()
export class ScreeningDossier {
  constructor(private readonly database: Database) {}

  /** The newest screening. */
  readonly screenings: ReadMany<ScreeningResult[]> = async (actor, ids) =>
    grouped(
      await this.ofHost<ScreeningRow>(actor, SCREENING, ids),
      ofId,
      ({ ofId: nominationId, findings, standing, different, ...row }) => ({
        id: compositeId('ScreeningResult', nominationId, row.kind),
        ...row,
        ...told(findings),
        ...(row.kind === 'DUPLICATES' && row.state === 'FLAGGED' && different > 0
          ? afterJudging(standing, different)
          : {}),
      }),
    );

  readonly duplicates: ReadMany<PossibleDuplicate[]> = async (actor, ids) =>
    grouped(
      await this.ofHost<DuplicateRow>(actor, DUPLICATES, ids),
      ofId,
      ({ ofId: _ofId, otherId, score, reasons, ...judged }) => ({
        otherId,
        score,
        judgement: judgementOf(judged),
        reasonCodes: reasons,
        reasons: reasons.map((reason) => describeReason[reason]),
      }),
    );

  private ofHost<Row extends OfSubject>(
    actor: Actor,
    statement: string,
    ids: readonly string[],
  ): Promise<Row[]> {
    return this.database.read<Row>(actor, statement, [ids, conferencesReadWhole(actor)]);
  }
}

/** What the check has found is told as the host has judged it since. */
const afterJudging = (
  standing: number,
  different: number,
): Pick<ScreeningResult, 'state' | 'finding' | 'values' | 'summary'> =>
  standing > 0
    ? { state: 'FLAGGED', ...told({ code: 'POSSIBLE_DUPLICATES', values: { count: standing } }) }
    : { state: 'CLEAR', ...told({ code: 'DUPLICATES_JUDGED_DIFFERENT', values: { count: different } }) };

function told({
  code,
  values = {},
  summary,
}: ScreeningRow['findings']): Pick<ScreeningResult, 'finding' | 'values' | 'summary'> {
  return code === undefined
    ? { finding: null, values, summary: summary ?? null }
    : { finding: code, values, summary: describeFinding(code, values) };
}
