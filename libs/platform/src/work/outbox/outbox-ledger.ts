import { type QueryResultRow } from 'pg';
import { type Database } from '../../database/database.js';
import { Batch } from './batch.js';
import { CLAIM, MARK, RENEW } from './outbox.statements.js';
import { leaseToken } from './sign-of-life.js';

/** A job that is ours until the lease is over: (id, token) is the fence that every later mark has to pass. */
export interface Claim {
  readonly id: string;
  readonly token: string;
  readonly payload: unknown;
  /** Claims so far, this one included. */
  readonly attempts: number;
  /** Attempts that ended badly. */
  readonly failures: number;
  readonly correlationId: string | null;
  readonly conferenceId: string | null;
}

export type ClaimAnswer =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Done, a dead letter, or no row at all. */
  | { readonly kind: 'ended' }
  /** Not due, somebody else's, or its children have not ended; ask again after so many milliseconds. */
  | { readonly kind: 'wait'; readonly waitMs: number };

export type Mark =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'retry'; readonly error: string; readonly waitMs: number }
  | { readonly outcome: 'failed'; readonly error: string }
  /** Neither: the worker stops and somebody else may begin at once. */
  | { readonly outcome: 'released' };

interface ClaimRow extends QueryResultRow {
  id: string;
  is_claimed: boolean;
  is_ended: boolean;
  wait_ms: number | null;
  payload: unknown;
  attempts: number;
  failures: number;
  correlation_id: string | null;
  conference_id: string | null;
}

/** Asked again after this long at the earliest, so that a waiting parent or a lapsing lease costs little. */
const LEAST_WAIT_MS = 100;

/** Who works on what, in our own rows and by the database's clock. Calls of many jobs travel as one statement. */
export class OutboxLedger {
  private readonly claims: Batch<string, ClaimAnswer>;
  private readonly marks: Batch<{ claim: Claim; mark: Mark }, boolean>;

  constructor(
    private readonly database: Database,
    private readonly leaseMs: number,
    /** Absent: a claim that nobody renews ends with its lease alone. */
    private readonly life?: { readonly holder: number },
  ) {
    this.claims = new Batch((ids) => this.claimAll(ids));
    this.marks = new Batch((items) => this.markAll(items));
  }

  claim(id: string): Promise<ClaimAnswer> {
    return this.claims.add(id);
  }

  /** @returns false when the claim was lost meanwhile; then nothing was changed. */
  mark(claim: Claim, mark: Mark): Promise<boolean> {
    return this.marks.add({ claim, mark });
  }

  /** @returns the ids whose lease was prolonged; the others are lost. */
  async renew(claims: readonly Claim[]): Promise<Set<string>> {
    const rows = await this.query<{ id: string }>(RENEW, [
      claims.map(({ id }) => id),
      claims.map(({ token }) => token),
      this.leaseMs,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  private async claimAll(ids: readonly string[]): Promise<ClaimAnswer[]> {
    const token = leaseToken(this.life?.holder);
    const rows = await this.query<ClaimRow>(CLAIM, [ids, this.leaseMs, token, this.life?.holder ?? null]);
    const found = new Map(rows.map((row) => [row.id, row]));
    const answered = new Set<string>();
    return ids.map((id) => {
      const row = found.get(id);
      // The queue may hold a job twice; the second one of a batch must not share the first one's claim.
      const isFirst = !answered.has(id);
      answered.add(id);
      if (row?.is_claimed === true && isFirst) return { kind: 'claimed', claim: claimOf(row, token) };
      if (row === undefined || row.is_ended) return { kind: 'ended' };
      return {
        kind: 'wait',
        waitMs: Math.max(LEAST_WAIT_MS, row.is_claimed ? this.leaseMs : (row.wait_ms ?? 0)),
      };
    });
  }

  private async markAll(items: readonly { claim: Claim; mark: Mark }[]): Promise<boolean[]> {
    const rows = await this.query<{ id: string }>(MARK, [
      items.map(({ claim }) => claim.id),
      items.map(({ claim }) => claim.token),
      items.map(({ mark }) => mark.outcome),
      items.map(({ mark }) => ('error' in mark ? mark.error : null)),
      items.map(({ mark }) => ('waitMs' in mark ? Math.round(mark.waitMs) : 0)),
    ]);
    const marked = new Set(rows.map(({ id }) => id));
    return items.map(({ claim }) => marked.has(claim.id));
  }

  /** By ids alone, so one plan does for all. */
  private query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    return this.database.run({ text, values, isPlannedOnce: true });
  }
}

const claimOf = (row: ClaimRow, token: string): Claim => ({
  id: row.id,
  token,
  payload: row.payload,
  attempts: row.attempts,
  failures: row.failures,
  correlationId: row.correlation_id,
  conferenceId: row.conference_id,
});
