import { Injectable } from '@nestjs/common';
import { type QueryResultRow } from 'pg';
import {
  type Actor,
  conferencesWithRole,
  decodeCursor,
  forbidden,
  foreignCursor,
  hasConferenceRole,
  isId,
  isTimeKey,
  type Page,
  pageSize,
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
const LIST = `SELECT ${DEAD_LETTER_COLUMNS}, failed_at::text AS failed_key ${OF_CONFERENCE}
  AND ($2::timestamptz IS NULL OR (failed_at, id) < ($2, $3::uuid)) ORDER BY failed_at DESC, id DESC LIMIT $4`;
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
   * Of the conference and of none (sign-in mail), the newest first. Refuses INVALID_INPUT for `first` and `after`.
   * @throws Refusal FORBIDDEN for everybody else, whether there is such a conference or not.
   */
  async list(
    actor: Actor,
    conferenceId: string,
    page: { readonly first: number; readonly after?: string | null },
  ): Promise<Page<DeadLetter>> {
    if (!isId(conferenceId) || !hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'AUDITOR'))
      throw forbidden('Only the administrators and auditors of a conference see its failed work.');
    const first = pageSize(page.first);
    const after = typeof page.after === 'string' ? readCursor(page.after) : [null, null];
    const rows = await this.database.read<DeadLetterRow & { failed_key: string }>(actor, LIST, [
      conferenceId,
      ...after,
      first + 1,
    ]);
    return toPage(rows, {
      first,
      after: page.after,
      key: (row) => [row.failed_key, row.id],
      node: deadLetterOf,
      totalCount: async () => {
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, [conferenceId]);
        return row?.count ?? 0;
      },
    });
  }
}

function readCursor(cursor: string): readonly [string, string] {
  const [failedAt, id] = decodeCursor(cursor, 2);
  if (!isTimeKey(failedAt) || !isId(id)) throw foreignCursor();
  return [failedAt, id];
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
