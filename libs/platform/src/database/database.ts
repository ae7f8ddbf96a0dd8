import { types } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Pool, type PoolClient, type QueryResultRow } from 'pg';
import { type Actor } from '#libs/kernel';
import { FairTurns } from '../turns/fair-turns.js';
import { isDearNow, nextSlice } from '../turns/slices.js';
import { LastingClient } from './lasting-client.js';
import { PARSERS } from './parse-instant.js';
import { scopeOf } from './scope.js';
import { sendPipeline, type Statement } from './pipeline.js';
import { isReadOnlyServer, READ_ONLY_TRANSACTION, ReadOnlyServer } from './read-only-server.js';
import { scopedRead } from './scoped-read.js';
import { CONNECTION_LIMITS } from './session-options.js';
import { PLAN_ONCE } from './statement.js';

const CONNECT_WITHIN_MS = 5_000;
/** Of a process's connections, for the reads of one person. */
const PART_OF_ONE_PERSON = 0.2;
/** What a dear request reads is read one after the other, and each begun when it gives way to nobody. */
const ALL_OF_ONE_PERSON = Number.POSITIVE_INFINITY;

/** Opens TypeORM's data source with one pipelined pool for a runtime role; checks nothing but the connection. */
export function openDataSource(options: {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  readonly entities?: readonly (new () => object)[];
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    connectTimeoutMS: CONNECT_WITHIN_MS,
    installExtensions: false,
    entities: [...(options.entities ?? [])],
    extra: {
      Client: LastingClient,
      pipeline: true,
      types: PARSERS,
      limits: CONNECTION_LIMITS,
    },
    // A lost connection is the pool's business; the next query opens a new one.
    poolErrorHandler: () => undefined,
  });
}

/** Reading under row-level security, and access to connections for the unit of work. */
@Injectable()
export class Database {
  private readonly openedAt = new WeakMap<PoolClient, number>();
  /** Connections opened before this moment, by the monotonic clock, lead to a server that takes no writes. */
  private retiredBefore = 0;
  private turns: FairTurns | undefined;

  constructor(readonly source: DataSource) {
    // A connection that the source had opened before is taken for the oldest. A source without a pool has none.
    if (source.isInitialized)
      this.pool.on('connect', (client) => {
        this.openedAt.set(client, performance.now());
        // Its elders go the same way; who waited for each of them would wait for long.
        client.once('silent', () => (this.retiredBefore = performance.now()));
      });
  }

  /**
   * Reads with one prepared statement in a read-only transaction that carries the actor's scope. All of it travels
   * together, so the scope costs no round trip and cannot outlive the transaction.
   */
  async read<Row extends QueryResultRow>(
    actor: Actor,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const [rows] = await this.readAll(actor, [{ text, values }]);
    return rows as Row[];
  }

  /** The same where the best plan depends on the values: see `Statement.isPlannedForValues`. */
  async readForValues<Row extends QueryResultRow>(
    actor: Actor,
    text: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    const [rows] = await this.readAll(actor, [{ text, values, isPlannedForValues: true }]);
    return rows as Row[];
  }

  /** Several reads in one round trip and one snapshot of the caller's scope. */
  readAll(actor: Actor, statements: readonly Statement[]): Promise<QueryResultRow[][]> {
    const read = (): Promise<QueryResultRow[][]> =>
      this.withConnection((client) => scopedRead(client, scopeOf(actor), statements));
    if (actor.kind !== 'user') return read();
    const reading = isDearNow(actor)
      ? this.connectionTurns.run(actor.userId, () => nextSlice(actor).then(read), ALL_OF_ONE_PERSON)
      : this.connectionTurns.run(actor.userId, read);
    return reading.then((answers) => inTurn(actor, answers));
  }

  /**
   * One person's reads take a few connections at a time, so that whoever asks for much leaves some to everybody else. A large
   * answer takes as long as its reads do, one after the other; refused is only what a database that hangs keeps waiting.
   */
  private get connectionTurns(): FairTurns {
    const { max } = this.pool.options;
    this.turns ??= new FairTurns({
      atOnce: max,
      ofOneCaller: Math.max(1, Math.ceil(max * PART_OF_ONE_PERSON)),
      waiting: Number.POSITIVE_INFINITY,
      patience: CONNECT_WITHIN_MS,
      patienceSince: 'last success',
    });
    return this.turns;
  }

  /**
   * Runs one prepared statement in a transaction of its own and without anybody's scope: for what the service writes down
   * about its own work, jobs and messages under way. A change of state goes through the unit of work.
   */
  run<Row extends QueryResultRow>(statement: Statement): Promise<Row[]> {
    const before = statement.isPlannedOnce === true ? [{ text: `SELECT ${PLAN_ONCE}`, values: [] }] : [];
    return this.withConnection(
      (client) =>
        new Promise((done, failed) => {
          sendPipeline(client, [...before, statement], (answers, failure) => {
            if (failure !== undefined) failed(this.meaningOf(failure.error));
            else done((answers.at(-1)?.rows ?? []) as Row[]);
          });
        }),
    );
  }

  /**
   * A connection of the pool for one transaction; whoever takes it releases it. Connections that were open when a server
   * was found to take no writes are ended instead: after a failover the same address leads elsewhere.
   */
  async connect(): Promise<PoolClient> {
    for (;;) {
      const client = await this.pool.connect();
      if ((this.openedAt.get(client) ?? 0) >= this.retiredBefore) return client;
      client.release(true);
    }
  }

  /** Says of a write that the server refused because it only reads: the connection is of no more use, nor are its elders. */
  meaningOf(error: Error): Error;
  meaningOf(error: unknown): unknown;
  meaningOf(error: unknown): unknown {
    if (sqlState(error) !== READ_ONLY_TRANSACTION) return error;
    this.retiredBefore = performance.now();
    return new ReadOnlyServer({ cause: error });
  }

  /** @throws ReadOnlyServer, or what keeps the database from being asked, where this process could not write now. */
  async checkWritable(): Promise<void> {
    await this.withConnection(async (client) => {
      if (!(await isReadOnlyServer(client))) return;
      this.retiredBefore = performance.now();
      throw new ReadOnlyServer();
    });
  }

  private async withConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let failure: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw failure;
    } finally {
      // A failed transaction has been rolled back; the connection itself may be gone.
      client.release(failure !== undefined && isConnectionLost(failure) ? failure : undefined);
    }
  }

  /** The pool below TypeORM's driver. */
  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
}

/** Rows of which some milliseconds of work are made by whoever asked for them. */
const MANY_ROWS = 20;

/** Several large answers of one person may come in one turn of the event loop; what is made of them is done in one turn each. */
async function inTurn(actor: Actor, answers: QueryResultRow[][]): Promise<QueryResultRow[][]> {
  if (answers.some((rows) => rows.length > MANY_ROWS)) await nextSlice(actor);
  return answers;
}

/** PostgreSQL's SQLSTATE of an error, or the code of the socket's. Errors of Node's own are no `Error` of a test's realm. */
export function sqlState(error: unknown): string | undefined {
  const code = types.isNativeError(error) ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The violated constraint, if that is what the error says. */
export function violatedConstraint(error: unknown): string | undefined {
  const name = error instanceof Error ? (error as Error & { constraint?: unknown }).constraint : undefined;
  return typeof name === 'string' ? name : undefined;
}

/**
 * The database cannot be used just now: connection lost or refused (class 08, 57P0x, 53300; class 28 where the password was
 * changed; 3D000 where the database is being restored), a time limit (57014, 55P03), or a server that takes no writes.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined && /^(28|3D000|53|57014|55P03|ENOTFOUND|EAI_AGAIN)/.test(state)) return true;
  return isConnectionLost(error);
}

/** The disk of the database's server has no room left (53100), or our own has none: waiting does not help, a person does. */
export function isDiskFull(error: unknown): boolean {
  return ['53100', 'ENOSPC', 'EDQUOT'].includes(sqlState(error) ?? '');
}

/** Nothing more is heard of what was under way: it may have been done, or not. */
export function isConnectionLost(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  // Here nothing was done; what it shares with a lost connection is that nothing more can be done on it.
  if (error instanceof ReadOnlyServer) return true;
  const state = sqlState(error);
  if (state !== undefined && /^(08|57P0|25P03|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/.test(state)) return true;
  return /Connection terminated|connection error|timeout exceeded when trying to connect|Client was closed/i.test(
    error.message,
  );
}
