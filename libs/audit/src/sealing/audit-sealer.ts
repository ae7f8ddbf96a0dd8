import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { chainHash, eventHash, GENESIS } from '../domain/chain.js';
import { EVENT_COLUMNS, type EventRow } from '../domain/event.js';

const SEALER: Actor = { kind: 'system', task: 'seal-audit' };
/** Any number that no other use of advisory locks takes. */
const LOCK = 0x73_65_61_6c;
const MOST_AT_ONCE = 1_000;
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(${LOCK}) AS "isOurs"`;
const HEAD = 'SELECT sequence, chain_hash FROM audit.seal ORDER BY sequence DESC LIMIT 1';
const UNSEALED = `SELECT ${EVENT_COLUMNS} FROM audit.event e
  WHERE e.id > $1 AND ($2::uuid IS NULL OR e.id <= $2::uuid) AND NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id) ORDER BY e.id LIMIT ${MOST_AT_ONCE}`;
const APPEND = `INSERT INTO audit.seal (sequence, event_id, event_hash, chain_hash)
  SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[])`;
// Walks all ids in steps, so that a long trail never means a long statement.
const NEXT_STEP = `SELECT id FROM audit.event WHERE id > $1 ORDER BY id OFFSET 20000 LIMIT 1`;

/** Appends the links of the chain, one after the other, some moments after the events were committed. */
@Injectable()
export class AuditSealer {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Seals what is not sealed among the events since a moment (by the clocks of those who wrote them).
   * @returns how many; undefined when another process is at it.
   */
  async sealSince(since: Date): Promise<number | undefined> {
    return this.sealAfter(lowestIdOf(since));
  }

  /** Looks through the whole trail, for what was left over while no worker ran. */
  async sealAll(): Promise<number | undefined> {
    let sealed = 0;
    for (let floor: string | undefined = LOWEST_ID; floor !== undefined;) {
      const next: string | undefined = await this.nextStep(floor);
      const count = await this.sealAfter(floor, next);
      if (count === undefined) return undefined;
      sealed += count;
      floor = next;
    }
    return sealed;
  }

  private async sealAfter(floor: string, ceiling?: string): Promise<number | undefined> {
    let sealed = 0;
    for (;;) {
      const count = await this.unitOfWork.run(SEALER, (tx) => sealSome(tx, floor, ceiling));
      if (count === undefined) return undefined;
      sealed += count;
      if (count < MOST_AT_ONCE) return sealed;
    }
  }

  private async nextStep(floor: string): Promise<string | undefined> {
    return this.unitOfWork.run(
      SEALER,
      async (tx) => (await tx.query<{ id: string }>(NEXT_STEP, [floor]))[0]?.id,
    );
  }
}

/** One batch under the lock; the lock goes with the transaction, so a sealer that dies holds nobody up. */
async function sealSome(tx: Transaction, floor: string, ceiling?: string): Promise<number | undefined> {
  const [lock] = await tx.query<{ isOurs: boolean }>(TRY_LOCK);
  if (lock?.isOurs !== true) return undefined;
  const [[head], events] = await Promise.all([
    tx.query<{ sequence: string; chain_hash: Buffer }>(HEAD),
    tx.query<EventRow>(UNSEALED, [floor, ceiling ?? null]),
  ]);
  if (events.length === 0) return 0;
  let sequence = Number(head?.sequence ?? 0);
  let link = head?.chain_hash ?? GENESIS;
  const links = events.map((event) => {
    const hash = eventHash(event);
    link = chainHash(link, hash);
    return { sequence: ++sequence, eventId: event.id, hash, link };
  });
  tx.write(APPEND, [
    links.map((one) => one.sequence),
    links.map((one) => one.eventId),
    links.map((one) => one.hash),
    links.map((one) => one.link),
  ]);
  return events.length;
}

/** Ids of events are UUIDs of version 7: they begin with the milliseconds of their making. */
function lowestIdOf(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
