import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { compositeId, Database, grouped, inHostSight, type ReadMany } from '#libs/platform';
import { type ScreeningKind, type ScreeningState } from '../domain/screening.js';
import {
  describeFinding,
  describeReason,
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';

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
}

// Of many subjects at once: each statement answers a whole list, by the id in "ofId".
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

/** Of which subject a row tells. */
interface OfSubject extends Record<string, unknown> {
  ofId: string;
}
const ofId = (row: OfSubject): string => row.ofId;

type ScreeningRow = OfSubject &
  Pick<ScreeningResult, 'kind' | 'state' | 'finishedAt' | 'attempts'> & {
    readonly findings: {
      readonly code?: ScreeningFinding;
      readonly values?: FindingValues;
      readonly summary?: string;
    };
  };

interface DuplicateRow extends OfSubject {
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
      ({ ofId: nominationId, findings, ...row }) => ({
        id: compositeId('ScreeningResult', nominationId, row.kind),
        ...row,
        ...told(findings),
      }),
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

  private ofHost<Row extends OfSubject>(
    actor: Actor,
    statement: string,
    ids: readonly string[],
  ): Promise<Row[]> {
    return this.database.read<Row>(actor, statement, [ids, conferencesReadWhole(actor)]);
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
