import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Optional } from '@nestjs/common';
import { type PoolClient } from 'pg';
import { type QueryRunner } from 'typeorm';
import { type Actor } from '#libs/kernel';
import { EventBus } from '../events/event-bus.js';
import { correlationId } from '../logging/correlation.js';
import { OutboxBell } from '../outbox/outbox-bell.js';
import { Database, isDatabaseUnavailable, sqlState } from './database.js';
import { scopeOf, SET_SCOPE } from './scope.js';
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
    const runner = this.database.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    let isSound = true;
    try {
      const tx = this.begin(actor, client, runner);
      let result: T;
      try {
        result = await work(tx);
        await tx.flush();
      } catch (error) {
        isSound = await rollback(client);
        throw error;
      }
      await commit(client).catch((error: unknown) => {
        isSound = false;
        throw error;
      });
      if (tx.hasJobs) this.bell.ring();
      for (const [topic, id] of tx.announcements) this.events?.publish(topic, id);
      return result;
    } finally {
      setTransactionActive(runner, false);
      if (!isSound) await destroy(client);
      await runner.release().catch(() => undefined);
    }
  }

  private begin(actor: Actor, client: PoolClient, runner: QueryRunner): Transaction {
    // Not awaited: they travel with the first statement of the work, and a failure of theirs fails it too.
    client.query('BEGIN').catch(() => undefined);
    client.query({ name: 'scope', text: SET_SCOPE, values: scopeOf(actor) }).catch(() => undefined);
    // TypeORM must not open a transaction of its own inside ours.
    setTransactionActive(runner, true);
    return new Transaction(actor, client, runner, correlationId());
  }
}

async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

async function commit(client: PoolClient): Promise<void> {
  try {
    const result = await client.query('COMMIT');
    if (result.command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw new CommitUnknown('No answer to COMMIT', { cause: error });
    throw error;
  }
}

async function destroy(client: PoolClient): Promise<void> {
  // Ends the socket; the pool then drops the connection instead of handing it out again.
  await (client as unknown as { end(): Promise<void> }).end().catch(() => undefined);
}

/** TypeORM's flag is read-only for the compiler, yet it alone keeps `manager.save` from opening a transaction of its own. */
function setTransactionActive(runner: QueryRunner, isTransactionActive: boolean): void {
  Object.assign(runner, { isTransactionActive });
}
