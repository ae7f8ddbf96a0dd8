import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Optional } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { EventBus } from '../work/definitions/event-bus.js';
import { currentTrail } from '../logging/correlation.js';
import { OutboxBell } from './outbox-bell.js';
import { Database, isConnectionLost, sqlState } from './database.js';
import { ReadOnlyServer } from './read-only-server.js';
import { Transaction } from './transaction.js';

const RETRIED = new Set(['40001', '40P01']);
const MOST_ATTEMPTS = 4;
const inside = new AsyncLocalStorage<true>();

/** The commit was sent and no answer came: the work may or may not have happened. Ask again with the same key. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}

/** The one place that opens writing transactions: scope, work, audit, outbox, commit. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly bell: OutboxBell,
    /** Absent where nobody can listen, as in the command line's own writes. */
    @Optional() private readonly events?: EventBus,
  ) {}

  /**
   * Runs `work` in one transaction under the actor's scope and commits. Any error undoes everything. Deadlocks and
   * serialisation failures are tried again, so `work` must have no effect outside the transaction; nested use throws.
   */
  async run<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (inside.getStore() === true)
      throw new Error('A unit of work is already open; pass its transaction on.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inside.run(true, () => this.attempt(actor, work));
      } catch (error) {
        if (attempt >= MOST_ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  private async attempt<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.database.connect();
    let broken: Error | undefined;
    const trail = currentTrail();
    try {
      const tx = new Transaction(actor, client, trail?.correlationId);
      try {
        const result = await work(tx);
        await commit(tx);
        trail?.markCommitted();
        if (tx.hasJobs) this.bell.ring();
        for (const [topic, id] of tx.announcements) this.events?.publish(topic, id);
        return result;
      } catch (error) {
        const meaning = this.database.meaningOf(tx.meaningOf(error));
        broken = isOver(meaning) ? meaning : await rollback(tx);
        throw meaning;
      }
    } finally {
      // The pool drops a connection whose state nobody knows, instead of handing it out again.
      client.release(broken);
    }
  }
}

const isOver = (meaning: unknown): meaning is CommitUnknown | ReadOnlyServer =>
  meaning instanceof CommitUnknown || meaning instanceof ReadOnlyServer;

/** Undefined when the connection is sound again, else what is wrong with it. */
async function rollback(tx: Transaction): Promise<Error | undefined> {
  try {
    await tx.rollback();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function commit(tx: Transaction): Promise<void> {
  try {
    await tx.commit();
  } catch (error) {
    if (isConnectionLost(error)) throw new CommitUnknown('No answer to COMMIT', { cause: error });
    throw error;
  }
}
