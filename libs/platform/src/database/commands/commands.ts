import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, canonicalJson, Refusal } from '#libs/kernel';
import { Database, isConnectionLost, sqlState } from '../database.js';
import { type Transaction } from '../transaction.js';
import { CommitUnknown, UnitOfWork } from '../unit-of-work.js';
import { readAlong } from './reading-along.js';

/**
 * How long the answer to a request is kept. Clients repeat within minutes; two days also cover one that was offline over
 * a night. After that a repeated request is a new one, which versions and states refuse.
 */
export const IDEMPOTENCY_HOURS = 48;

/** What identifies one intended act of one caller. */
export interface Command {
  /** The mutation's name. */
  readonly operation: string;
  /** The client's idempotency key: 1 to 255 visible ASCII characters. */
  readonly key: string;
  /**
   * Everything that was asked for: ids and input without the key. Stored only as a hash, from which a short text can be
   * guessed by trying: what the database must not tell comes in here under a keyed hash.
   */
  readonly request: unknown;
  /**
   * The same request as the client wrote it, where that names a thing by a name that may pass to another: sent again in these
   * words it is the same one, whatever the name stands for by then.
   */
  readonly namedRequest?: unknown;
}

/** Answers are kept as JSON: ids, versions and numbers; never secrets, never personal data. */
export type Answer = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

const larger = new AsyncLocalStorage<Command>();

/**
 * Binds the key of a larger request in the very transaction of the first command that `act` runs and that is done: what is refused binds
 * none. Fails with `unique_violation` where the key was bound meanwhile.
 */
export const bindingKeyOf = <T>(command: Command, act: () => Promise<T>): Promise<T> =>
  larger.run(command, act);

const trials = new AsyncLocalStorage<true>();

/**
 * Tries commands out: what `act` runs meets every rule, and nothing of it stays, not even its key. What the database would refuse is
 * refused here too; what would follow later (jobs, mails) is not begun.
 */
export const tryOut = <T>(act: () => Promise<T>): Promise<T> => trials.run(true, act);

/** Carries the answer of what was only tried out of the transaction that it undoes. */
class TriedOut extends Error {
  constructor(readonly answer: unknown) {
    super('Only tried');
  }
}

interface Stored {
  operation: string;
  request_hash: string;
  named_hash: string | null;
  answer: Answer;
}

// One at a time of those with the same key: each waits here, in whichever process, before it touches anything.
const TAKE_KEY = `SELECT pg_advisory_xact_lock(hashtextextended('platform.idempotency:' || platform.scope_owner() || ' ' || $1::text, 0))`;
const FIND = `SELECT operation, request_hash, named_hash, answer FROM platform.idempotency
  WHERE owner = platform.scope_owner() AND key = $1`;
const STORE = `INSERT INTO platform.idempotency (owner, key, operation, request_hash, named_hash, answer)
  VALUES (platform.scope_owner(), $1, $2, $3, $4, $5)`;
/** How often a repeated request waits for the first one as long as a lock may be waited for. */
const MOST_WAITS = 5;
const LOCK_TIMEOUT = '55P03';
const KEY = /^[\x21-\x7e]{1,255}$/;

/** What is kept of a request, and compared. */
interface Hashes {
  readonly request: string;
  readonly named: string | null;
}

const hashesOf = ({ operation, request, namedRequest }: Command): Hashes => ({
  request: hashOf([operation, request]),
  named: namedRequest === undefined ? null : hashOf([operation, namedRequest]),
});
const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const isSame = (stored: Stored, { operation }: Command, { request, named }: Hashes): boolean =>
  stored.operation === operation &&
  (stored.request_hash === request || (named !== null && stored.named_hash === named));

const store = (
  tx: Transaction,
  { key, operation }: Command,
  { request, named }: Hashes,
  answer: Answer,
): void => tx.write(STORE, [key, operation, request, named, JSON.stringify(answer)]);

/** Marks that somebody else's transaction with the same key has won. */
class Overtaken extends Error {}

/** Marks that somebody else's transaction with the same key goes on for longer than a lock may be waited for. */
class KeyTaken extends Error {}

/** Refuses with INVALID_INPUT a key that none can be. */
export function refuseMalformedKey(key: string): void {
  if (KEY.test(key)) return;
  throw new Refusal('INVALID_INPUT', 'Use 1 to 255 visible ASCII characters, a UUID for example.', [
    'input',
    'idempotencyKey',
  ]);
}

/**
 * Runs writes so that a repeated request has one effect and one answer; while the first is under way it waits. The key is bound to the caller, the operation
 * and the hash of the request; refused requests store no answer and may be sent again. Callers who are signing in share
 * one space of keys.
 */
@Injectable()
export class Commands {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Runs `work` in a unit of work and stores its answer with the key, in the same transaction. A refusal that `work` throws
   * undoes what it has written; one that it returns is thrown once that is committed, so that a counter of tries stays.
   * Refuses with INVALID_INPUT (key malformed) and IDEMPOTENCY_KEY_REUSED (same key, another request).
   */
  async run<T extends Answer>(
    actor: Actor,
    command: Command,
    work: (tx: Transaction) => Promise<T | Refusal>,
  ): Promise<T> {
    refuseMalformedKey(command.key);
    if (trials.getStore() === true) return this.tried(actor, work);
    const hashes = hashesOf(command);
    for (let wait = 1; ; wait += 1) {
      try {
        const outcome = await this.unitOfWork.run(actor, (tx) => this.attempt(tx, command, hashes, work));
        if (outcome instanceof Refusal) throw outcome;
        return outcome;
      } catch (error) {
        readAlong()?.forget();
        const replay = await this.replayAfter<T>(error, actor, command, hashes);
        if (replay !== undefined) return replay;
        if (!(error instanceof KeyTaken)) throw error;
        if (wait === MOST_WAITS) throw error.cause;
      }
    }
  }

  /** Does the work up to the commit, and undoes it. */
  private async tried<T extends Answer>(
    actor: Actor,
    work: (tx: Transaction) => Promise<T | Refusal>,
  ): Promise<T> {
    try {
      return await this.unitOfWork.run(actor, async (tx): Promise<T> => {
        const outcome = await work(tx);
        if (outcome instanceof Refusal) throw outcome;
        await tx.settle();
        throw new TriedOut(outcome);
      });
    } catch (error) {
      if (error instanceof TriedOut) return error.answer as T;
      throw error;
    }
  }

  /**
   * The stored answer, if there is one: whatever the work met, a refusal or a row that is gone, may be what the first request
   * with the same key has changed. Without an answer of the database there is none to look for.
   */
  private async replayAfter<T extends Answer>(
    error: unknown,
    actor: Actor,
    command: Command,
    hashes: Hashes,
  ): Promise<T | undefined> {
    if (error instanceof CommitUnknown || isConnectionLost(error)) return undefined;
    try {
      return await this.find<T>(actor, command, hashes);
    } catch (failure) {
      // The work's own failure is the one to tell, unless the key itself is refused.
      if (failure instanceof Refusal) throw failure;
      return undefined;
    }
  }

  private async attempt<T extends Answer>(
    tx: Transaction,
    command: Command,
    hashes: Hashes,
    work: (tx: Transaction) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    // All go down the connection at once; when the key is known the work is thrown away with its transaction.
    const [taken, found, done] = await Promise.allSettled([
      tx.query(TAKE_KEY, [command.key]),
      tx.query<Stored & { [column: string]: unknown }>(FIND, [command.key]),
      work(tx),
    ]);
    if (taken.status === 'rejected') {
      const { reason } = taken as { readonly reason: unknown };
      throw sqlState(reason) === LOCK_TIMEOUT ? new KeyTaken('Under way', { cause: reason }) : reason;
    }
    if (found.status === 'rejected') throw found.reason;
    if (found.value.length > 0) throw new Overtaken();
    if (done.status === 'rejected') throw done.reason;
    if (done.value instanceof Refusal) return done.value;
    store(tx, command, hashes, done.value);
    const whole = larger.getStore();
    if (whole !== undefined && whole.key !== command.key) store(tx, whole, hashesOf(whole), {});
    readAlong<T>()?.send(tx, done.value);
    return done.value;
  }

  /** The stored answer to a request, if there is one. Refuses IDEMPOTENCY_KEY_REUSED. */
  answerTo<T extends Answer>(actor: Actor, command: Command): Promise<T | undefined> {
    return this.find(actor, command, hashesOf(command));
  }

  private async find<T extends Answer>(
    actor: Actor,
    command: Command,
    hashes: Hashes,
  ): Promise<T | undefined> {
    const [stored] = await this.database.read<Stored & { [column: string]: unknown }>(actor, FIND, [
      command.key,
    ]);
    if (stored === undefined) return undefined;
    if (!isSame(stored, command, hashes)) {
      throw new Refusal(
        'IDEMPOTENCY_KEY_REUSED',
        'This key was used for another request; make a new key for a new act.',
        ['input', 'idempotencyKey'],
      );
    }
    return stored.answer as T;
  }
}
