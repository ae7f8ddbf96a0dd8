import { Injectable } from '@nestjs/common';
import { type QueryResultRow } from 'pg';
import {
  type Actor,
  bothWays,
  conferencesWithRole,
  forbidden,
  hasConferenceRole,
  isId,
  isTimedKey,
  type Page,
  type PageRequest,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { countUpTo } from '../../database/count-up-to.js';
import { Database } from '../../database/database.js';

/** Background work that failed for good and waits for a person. */
export interface DeadLetter {
  readonly id: string;
  readonly conferenceId: string | null;
  readonly queue: string;
  readonly job: string;
  /** What the work was about, where the payload names it. */
  readonly subjectId: string | null;
  readonly failedAt: Date;
  /** Attempts, those included during which a worker died. */
  readonly attempts: number;
  /** Class and code of the last error; never its message. */
  readonly error: string;
  /** When somebody last let it be tried again. */
  readonly replayedAt: Date | null;
}

export interface DeadLetterRow extends QueryResultRow {
  id: string;
  conference_id: string | null;
  queue: string;
  job: string;
  payload: unknown;
  failed_at: Date;
  attempts: number;
  error: string | null;
  replayed_at: Date | null;
}

export const DEAD_LETTER_COLUMNS =
  'id, conference_id, queue, job, payload, failed_at, attempts, error, replayed_at';

const OF_CONFERENCE =
  'FROM platform.outbox WHERE (conference_id = $1 OR conference_id IS NULL) AND failed_at IS NOT NULL';
const LIST = bothWays(
  (beyond, way) => `SELECT ${DEAD_LETTER_COLUMNS}, failed_at::text AS failed_key ${OF_CONFERENCE}
  AND ($2::timestamptz IS NULL OR (failed_at, id) ${beyond} ($2, $3::uuid)) ORDER BY failed_at ${way}, id ${way} LIMIT $4`,
  'DESC',
);
const COUNT = countUpTo(OF_CONFERENCE);
const BY_IDS = `SELECT ${DEAD_LETTER_COLUMNS} FROM platform.outbox WHERE id = ANY ($1::uuid[]) AND failed_at IS NOT NULL
  AND (conference_id = ANY ($2::uuid[]) OR (conference_id IS NULL AND cardinality($2::uuid[]) > 0))`;

/** Who may let this work be tried again: administrators of its conference; of any conference where it belongs to none. */
export const conferencesToReplay = (
  actor: Actor,
  letter: { readonly conference_id: string | null },
): readonly string[] =>
  conferencesWithRole(actor, 'HOST_ADMINISTRATOR').filter((id) => (letter.conference_id ?? id) === id);

/** Reading of dead letters, by an administrator of the conference or an auditor. */
@Injectable()
export class DeadLetters {
  constructor(private readonly database: Database) {}

  /** Those of the conferences that the caller administers or audits, and of none. */
  async byIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, DeadLetter>> {
    const rows = await this.database.read<DeadLetterRow>(actor, BY_IDS, [
      ids,
      conferencesWithRole(actor, 'HOST_ADMINISTRATOR', 'AUDITOR'),
    ]);
    return new Map(rows.map((row) => [row.id, deadLetterOf(row)]));
  }

  /**
   * Of the conference and of none (sign-in mail), the newest first. Refuses INVALID_INPUT as `sliceOf` does.
   * @throws Refusal FORBIDDEN for everybody else, whether there is such a conference or not.
   */
  async list(actor: Actor, conferenceId: string, page: PageRequest): Promise<Page<DeadLetter>> {
    if (!isId(conferenceId) || !hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'AUDITOR'))
      throw forbidden('Only the administrators and auditors of a conference see its failed work.');
    const slice = sliceOf(page);
    const begin = sliceKey(slice, 2, isTimedKey) ?? [null, null];
    const rows = await this.database.read<DeadLetterRow & { failed_key: string }>(
      actor,
      statementOf(LIST, slice),
      [conferenceId, ...begin, slice.size + 1],
    );
    return toPage(rows, {
      slice,
      key: (row) => [row.failed_key, row.id],
      node: deadLetterOf,
      totalCount: async () => {
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, [conferenceId]);
        return row?.count ?? 0;
      },
    });
  }
}

export function deadLetterOf(row: DeadLetterRow): DeadLetter {
  return {
    id: row.id,
    conferenceId: row.conference_id,
    queue: row.queue,
    job: row.job,
    subjectId: subjectOf(row.payload),
    failedAt: row.failed_at,
    attempts: row.attempts,
    error: row.error ?? 'Error',
    replayedAt: row.replayed_at,
  };
}

/** An id in the payload: jobs name one subject as a rule. */
function subjectOf(payload: unknown): string | null {
  const values: unknown[] = typeof payload === 'object' && payload !== null ? Object.values(payload) : [];
  return values.find((value): value is string => isId(value)) ?? null;
}
