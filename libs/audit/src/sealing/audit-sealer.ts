import { Injectable, Logger } from '@nestjs/common';
import { type Actor, type ChainHead, formatHead, LOWEST_ID } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { chainHash, eventHash, GENESIS } from '../domain/chain.js';
import { EVENT_COLUMNS, type EventRow } from '../domain/event.js';
import { lowestIdOf } from '../domain/place-in-feed.js';
import { SEAL } from '../persistence/seal.table.js';

const SEALER: Actor = { kind: 'system', task: 'seal-audit' };
/** Any number that no other use of advisory locks takes. */
const LOCK = 0x73_65_61_6c;
const MOST_AT_ONCE = 1_000;
const TOLD_EVERY_MS = 60_000;
const RELEASE = 'batch.released';

const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(${LOCK}) AS "isOurs"`;
const HEAD = 'SELECT sequence, chain_hash FROM audit.seal ORDER BY sequence DESC LIMIT 1';
const UNSEALED = `SELECT ${EVENT_COLUMNS} FROM audit.event e
  WHERE e.id > $1 AND ($2::uuid IS NULL OR e.id <= $2::uuid) AND NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id) ORDER BY e.id LIMIT ${MOST_AT_ONCE}`;
const BEGIN_ERA_IF_LOWER = `SELECT audit.begin_era() AS era FROM (SELECT e.era, e.xid FROM audit.event e ORDER BY e.id DESC LIMIT 1000) newest
  WHERE newest.era = audit.current_era() AND newest.xid >= pg_snapshot_xmax(pg_current_snapshot()) HAVING count(*) > 0`;
// Walks all ids in steps, so that a long trail never means a long statement.
export const NEXT_STEP = `SELECT id FROM audit.event WHERE id > $1 ORDER BY id OFFSET 20000 LIMIT 1`;

/** Appends the links of the chain, one after the other, some moments after the events were committed. */
@Injectable()
export class AuditSealer {
  private readonly log = new Logger('Audit');
  private untold: ChainHead | undefined;
  private toldAt = -Infinity;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Begins another era where this server numbers its transactions lower than entries that are there: a copy of them was put into it
   * by other means than `restore`, which does so itself. Ids are by time, so the highest numbers are among the newest.
   */
  private async keepEra(): Promise<void> {
    const begun = await this.unitOfWork.run(SEALER, (tx) => tx.query<{ era: number }>(BEGIN_ERA_IF_LOWER));
    for (const { era } of begun)
      this.log.warn(`The server numbers its transactions anew: era ${era} of the trail begins`);
  }

  /**
   * Seals what is not sealed among the events since a moment (by the clocks of those who wrote them).
   * @returns how many; undefined when another process is at it.
   */
  async sealSince(since: Date): Promise<number | undefined> {
    return this.sealAfter(lowestIdOf(since));
  }

  /** Looks through the whole trail, for what was left over while no worker ran; before that, at its era. */
  async sealAll(): Promise<number | undefined> {
    await this.keepEra();
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
      const some = await this.unitOfWork.run(SEALER, (tx) => sealSome(tx, floor, ceiling));
      if (some === undefined) return undefined;
      sealed += some.count;
      this.untold = some.head ?? this.untold;
      // What cannot be taken back is told with the head that covers it, however soon after the last one.
      if (some.hasRelease) this.toldAt = -Infinity;
      if (some.count < MOST_AT_ONCE) break;
    }
    this.tellHead();
    return sealed;
  }

  /** A log that is kept elsewhere keeps the head too: with it, `audit verify --expect` sees an end that was cut off. */
  private tellHead(): void {
    if (this.untold === undefined || performance.now() - this.toldAt < TOLD_EVERY_MS) return;
    this.log.log(`The head of the audit trail is ${formatHead(this.untold)}`);
    this.toldAt = performance.now();
    this.untold = undefined;
  }

  private async nextStep(floor: string): Promise<string | undefined> {
    return this.unitOfWork.run(
      SEALER,
      async (tx) => (await tx.query<{ id: string }>(NEXT_STEP, [floor]))[0]?.id,
    );
  }
}

interface Sealed {
  readonly count: number;
  /** The newest link, where one was added. */
  readonly head: ChainHead | undefined;
  readonly hasRelease: boolean;
}

/** One batch under the lock; the lock goes with the transaction, so a sealer that dies holds nobody up. */
async function sealSome(tx: Transaction, floor: string, ceiling?: string): Promise<Sealed | undefined> {
  const [lock] = await tx.query<{ isOurs: boolean }>(TRY_LOCK);
  if (lock?.isOurs !== true) return undefined;
  const [[head], events] = await Promise.all([
    tx.query<{ sequence: string; chain_hash: Buffer }>(HEAD),
    tx.query<EventRow>(UNSEALED, [floor, ceiling ?? null]),
  ]);
  if (events.length === 0) return { count: 0, head: undefined, hasRelease: false };
  let sequence = Number(head?.sequence ?? 0);
  let link = head?.chain_hash ?? GENESIS;
  const links = events.map((event) => {
    const hash = eventHash(event);
    link = chainHash(link, hash);
    return { sequence: ++sequence, eventId: event.id, eventHash: hash, chainHash: link };
  });
  tx.insertAll(SEAL, links);
  return {
    count: events.length,
    head: { sequence, hash: link.toString('hex') },
    hasRelease: events.some(({ action }) => action === RELEASE),
  };
}
