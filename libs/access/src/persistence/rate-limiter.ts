import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { AccessOptions } from '../access-options.js';
import { keyedHash } from '../domain/secrets.js';

/** At most so many tries in a window of time that begins with the first. */
export interface RateLimit {
  /** What is counted, as parts of a key: a purpose, then an address or a client. */
  readonly of: readonly [purpose: string, ...subject: string[]];
  readonly most: number;
  readonly seconds: number;
}

// One statement for all counters, by the database's clock: what one process counts all others see.
const HIT = `INSERT INTO access.rate_limit AS r (key, hits, window_ends_at)
  SELECT u.key, 1, clock_timestamp() + u.seconds * interval '1 second'
  FROM unnest($1::text[], $2::integer[]) AS u (key, seconds) ORDER BY u.key
  ON CONFLICT (key) DO UPDATE SET
    hits = CASE WHEN r.window_ends_at <= clock_timestamp() THEN 1 ELSE r.hits + 1 END,
    window_ends_at = CASE WHEN r.window_ends_at <= clock_timestamp() THEN excluded.window_ends_at ELSE r.window_ends_at END
  RETURNING key, hits`;

const IS_SPENT = `SELECT count(*)::int AS spent FROM access.rate_limit r
  JOIN unnest($1::text[], $2::integer[]) AS u (key, most) ON u.key = r.key
  WHERE r.hits >= u.most AND r.window_ends_at > clock_timestamp()`;

const FORGIVE = 'UPDATE access.rate_limit SET hits = hits - 1 WHERE key = ANY ($1::text[]) AND hits > 0';

// A few at a time and never waiting for anybody, so that the table stays small without a task of its own.
const SWEEP = `DELETE FROM access.rate_limit WHERE key IN (SELECT key FROM access.rate_limit
  WHERE window_ends_at < statement_timestamp() - interval '1 minute' ORDER BY window_ends_at LIMIT 20 FOR UPDATE SKIP LOCKED)`;

/** Counts tries in PostgreSQL, under keyed hashes: the table tells nobody's address. */
@Injectable()
export class RateLimiter {
  constructor(private readonly options: AccessOptions) {}

  /** Counts a try; false when it is one too many for any of the limits. The caller commits either way. */
  async hit(tx: Transaction, limits: readonly RateLimit[]): Promise<boolean> {
    const keys = limits.map((limit) => this.key(limit));
    const rows = await tx.query<{ key: string; hits: number }>(HIT, [
      keys,
      limits.map(({ seconds }) => seconds),
    ]);
    tx.write(SWEEP, []);
    const hits = new Map(rows.map((row) => [row.key, row.hits]));
    return limits.every((limit, index) => (hits.get(keys[index] ?? '') ?? 0) <= limit.most);
  }

  /** Takes back a try that was counted in this transaction, and turned out to be none of those that are limited. */
  async forgive(tx: Transaction, limits: readonly RateLimit[]): Promise<void> {
    await tx.query(FORGIVE, [limits.map((limit) => this.key(limit))]);
  }

  /** Whether one of the limits is reached, without counting. */
  async isSpent(tx: Transaction, limits: readonly RateLimit[]): Promise<boolean> {
    const keys = limits.map((limit) => this.key(limit));
    const [row] = await tx.query<{ spent: number }>(IS_SPENT, [keys, limits.map(({ most }) => most)]);
    return (row?.spent ?? 0) > 0;
  }

  private key(limit: RateLimit): string {
    return keyedHash(this.options.values.secret, 'rate-limit', limit.of);
  }
}
