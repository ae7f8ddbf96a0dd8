import { type PoolClient, type QueryResultRow } from 'pg';
import { type Actor, newId } from '#libs/kernel';
import { type EventDefinition, listenersOf } from '../work/definitions/event-definition.js';
import { type JobDefinition, type JobOptions } from '../work/definitions/job-definition.js';
import { AUDIT_EVENT, AUDIT_REMARK } from './audit-trail.table.js';
import { BODY_CHANGES, CONFERENCE_CHANGES, hostTopic } from './change-topics.js';
import { sqlState } from './database.js';
import { type Answer, sendPipeline, type Statement } from './pipeline.js';
import { newRemark, type Remark, remarkHash } from './remark.js';
import { SET_WRITE_SCOPE, writeScopeOf } from './scope.js';
import {
  type Change,
  insertAllOf,
  insertOf,
  type ManyRow,
  type NewRow,
  type Table,
  type TableWithId,
  updateOf,
} from './tables/table.js';

/** A fact for the audit trail. `summary` is shown to people with access to the body; no personal data beyond names of staff. */
export interface AuditEntry {
  /** Null: nobody of a host sees it, and with a body that body alone, in the subject's history. */
  readonly conferenceId: string | null;
  /** Absent: only the host and auditors see it. */
  readonly bodyId?: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly onBehalfOfId?: string | null;
  /** A consequence that follows by itself: told as the system's own, whoever's act it follows from. */
  readonly isAutomatic?: boolean;
  /** What changed, in ids, codes and numbers. */
  readonly details?: Readonly<Record<string, unknown>>;
  /**
   * What the person wrote for others to read: a question, a reason. Kept in a row of its own, readable as the entry is,
   * that can be erased; the entry holds its hash.
   */
  readonly remark?: string | null;
}

interface AuditRow {
  readonly id: string;
  readonly entry: AuditEntry;
  readonly remark: Remark | null;
}

const INSERT_OUTBOX = `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, dedupe_key, run_at, correlation_id)
  SELECT u.id, u.conference_id, u.queue, u.job, u.payload, u.dedupe_key, coalesce(u.run_at, clock_timestamp()), u.correlation_id
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::timestamptz[], $8::text[])
    AS u (id, conference_id, queue, job, payload, dedupe_key, run_at, correlation_id)
  ON CONFLICT DO NOTHING`;

/** What PostgreSQL says to every statement after one that failed. */
const ABORTED = '25P02';
/** How `write` says that a statement touched another number of rows than it must. */
const WRONG_COUNT = 'PL001';
/** A statement whose count the server itself checks, so that a wrong one keeps the COMMIT behind it from running. */
function counted(text: string, rows: number): string {
  const touching = text.startsWith('SELECT') ? text : `${text} RETURNING 1`;
  return `WITH touched AS (${touching}) SELECT platform.require_rows(count(*), ${rows}) FROM touched`;
}

interface Sent extends Statement {
  readonly done: (answer: Answer) => void;
  /** `isIts`: by this statement, not by one before it. */
  readonly failed: (error: Error, isIts: boolean) => void;
}

/**
 * One open database transaction, with the caller's scope set. Statements that are sent before anything is awaited travel
 * together, in their order: what is not awaited costs no round trip. Everything is undone unless the unit of work commits.
 */
export class Transaction {
  private readonly audits: AuditRow[] = [];
  private readonly jobs: { id: string; job: JobDefinition; payload: unknown; options: JobOptions }[] = [];
  private readonly pending: Promise<unknown>[] = [];
  private readonly announced = new Map<string, string>();
  private last: (() => void)[] = [];
  private unsent: Sent[] = [];
  private isOver = false;
  /** The first failure of the database, and what it means. */
  private failure: { readonly error: Error; readonly meaning: Error } | undefined;

  /** Opens it: BEGIN and the scope travel with the first statement of the work, and a failure of theirs fails it too. */
  constructor(
    readonly actor: Actor,
    private readonly client: PoolClient,
    private readonly correlationId: string | undefined,
  ) {
    this.leave({ text: 'BEGIN', values: [], isPlain: true });
    this.leave({ text: SET_WRITE_SCOPE, values: writeScopeOf(actor) });
  }

  /** Runs a prepared statement and waits for its rows. The text must be a constant of the program. */
  async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.send({ text, values })).rows as Row[];
  }

  /** Runs a prepared statement and tells how many rows it touched. */
  async execute(text: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.send({ text, values })).count;
  }

  /**
   * Sends a write whose outcome is looked at by the commit: for statements that can only fail by a constraint.
   * `expect` is the number of rows that it must touch; the text then has no RETURNING.
   */
  write(text: string, values: readonly unknown[], expect?: { rows: number; otherwise: () => Error }): void {
    const statement = expect === undefined ? text : counted(text, expect.rows);
    this.leave({ text: statement, values }, (error) =>
      expect !== undefined && sqlState(error) === WRONG_COUNT ? expect.otherwise() : error,
    );
  }

  /** Makes a row of a table; like `write`, its outcome is looked at by the commit. */
  insert<T extends Table>(table: T, row: NewRow<T>): void {
    const { text, values } = insertOf(table, row);
    this.write(text, values);
  }

  /** Makes several rows of a table, or none, in one statement. */
  insertAll<T extends Table>(table: T, rows: readonly ManyRow<T>[]): void {
    if (rows.length === 0) return;
    const { text, values } = insertAllOf(table, rows);
    this.write(text, values);
  }

  /** Changes columns of the row with this id, as `insert` makes one. A row out of sight stays as it is. */
  update<T extends TableWithId>(table: T, id: string, change: Change<T>): void {
    const { text, values } = updateOf(table, id, change);
    this.write(text, values);
  }

  /**
   * `write` for rows that many transactions change, such as a counter: sent behind everything else, so that the row is
   * locked for the COMMIT alone. These keep their order among themselves.
   */
  writeLast(...statement: Parameters<Transaction['write']>): void {
    this.last.push(() => this.write(...statement));
  }

  /** Waits for the writes so far, the last ones included, for code that has to meet their failure itself. */
  async settle(): Promise<void> {
    this.sendLast();
    await Promise.all(this.pending).catch((error: unknown) => {
      throw this.meaningOf(error);
    });
  }

  /** What an error of the database says, in the words of the write that failed first. */
  meaningOf(error: unknown): unknown {
    const isOfFirst = this.failure?.error === error || sqlState(error) === ABORTED;
    return isOfFirst ? (this.failure?.meaning ?? error) : error;
  }

  /**
   * Adds an entry to the audit trail; it is written just before the commit. An entry is a change that others follow, so whoever watches
   * its conference, its body or its subject is told once it is committed; what the host alone may read stirs nobody else, and what a
   * body keeps to itself (it names the body and no conference) nobody but those of the body who watch its subject.
   */
  audit(entry: AuditEntry): void {
    const { remark, conferenceId, bodyId, subjectType, subjectId } = entry;
    const isOfBody = typeof bodyId === 'string';
    if (conferenceId !== null || !isOfBody) this.announce(hostTopic(subjectType), subjectId);
    if (conferenceId !== null) this.announce(CONFERENCE_CHANGES, conferenceId);
    if (isOfBody) this.announce(subjectType, subjectId);
    if (conferenceId !== null && isOfBody) this.announce(BODY_CHANGES, bodyId);
    const isRemarked = typeof remark === 'string' && remark !== '';
    this.audits.push({ id: newId(), entry, remark: isRemarked ? newRemark(remark) : null });
  }

  /** Promises work: an outbox row in this transaction, a job once it is committed. Payloads carry ids, never people. */
  enqueue<Payload>(job: JobDefinition<Payload>, payload: Payload, options: JobOptions = {}): void {
    this.jobs.push({ id: newId(), job, payload: job.payload.parse(payload), options });
  }

  /**
   * Tells a fact: an outbox row in this transaction for each listener of the event, which acts on it once this is committed. Told
   * again under the key of the same fact it adds nothing.
   * @throws Error where nobody listens: what is not written now is lost for whoever has not been loaded.
   */
  emit<Payload>(
    event: EventDefinition<Payload>,
    payload: Payload,
    { conferenceId }: Pick<JobOptions, 'conferenceId'>,
  ): void {
    const fact = `${event.name}:${event.key(event.payload.parse(payload))}`;
    const listeners = listenersOf(event);
    if (listeners.length === 0) throw new Error(`Nobody in this process listens to ${event.name}.`);
    for (const listener of listeners)
      this.enqueue(listener, payload, { conferenceId, dedupeKey: `${fact}/${listener.name}` });
  }

  /**
   * Tells whoever watches `kind:id` (an inbox, a nomination) that it may have changed, once this is committed. Best
   * effort, ids only; watchers read again with their own rights.
   */
  announce(kind: string, id: string): void {
    this.announced.set(`${kind}:${id}`, id);
  }

  /** Topics and ids to publish after the commit. */
  get announcements(): ReadonlyMap<string, string> {
    return this.announced;
  }

  /** Whether there is work for the relay to pick up after the commit. */
  get hasJobs(): boolean {
    return this.jobs.length > 0;
  }

  /**
   * Writes what was collected and commits, all in one go: the server does not come to the COMMIT unless everything
   * before it went well. Called by the unit of work, once.
   */
  async commit(): Promise<void> {
    this.writeAudits();
    if (this.jobs.length > 0) this.writeJobs();
    this.sendLast();
    const committed = this.send({ text: 'COMMIT', values: [], isPlain: true });
    committed.catch(() => undefined);
    this.isOver = true;
    await this.settle();
    const { command } = await committed;
    if (command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
  }

  /** Undoes everything, and leaves what was not sent unsent. */
  async rollback(): Promise<void> {
    this.isOver = true;
    const unsent = this.unsent;
    this.unsent = [];
    for (const statement of unsent) statement.failed(new Error('The transaction was undone.'), false);
    await this.client.query('ROLLBACK');
  }

  private sendLast(): void {
    const { last } = this;
    this.last = [];
    for (const send of last) send();
  }

  private send(statement: Statement): Promise<Answer> {
    return new Promise((done, failed) => {
      this.add({ ...statement, done, failed });
    });
  }

  /** Sends a statement that nobody awaits before the commit. */
  private leave(statement: Statement, meaning: (error: Error) => Error = (error) => error): void {
    const answer = new Promise((done, failed) => {
      this.add({
        ...statement,
        done,
        failed: (error, isIts) => {
          if (isIts) this.failure ??= { error, meaning: meaning(error) };
          failed(error);
        },
      });
    });
    answer.catch(() => undefined);
    this.pending.push(answer);
  }

  private add(statement: Sent): void {
    if (this.isOver) {
      // On this connection somebody else's transaction may be open by now.
      statement.failed(new Error('The transaction is over.'), false);
      return;
    }
    this.unsent.push(statement);
    // After everything that goes on without waiting for the database.
    if (this.unsent.length === 1) process.nextTick(() => this.sendAll());
  }

  private sendAll(): void {
    const sent = this.unsent;
    if (sent.length === 0) return;
    this.unsent = [];
    sendPipeline(this.client, sent, (answers, failure) => {
      sent.forEach((statement, index) => {
        const answer = answers[index];
        if (answer !== undefined && (failure === undefined || index < failure.at)) statement.done(answer);
        else statement.failed(failure?.error ?? new Error('No answer'), index === failure?.at);
      });
    });
  }

  private writeAudits(): void {
    const { actor } = this;
    const actorId = actor.kind === 'user' ? actor.userId : null;
    const apiTokenId = actor.kind === 'user' && actor.via === 'token' ? actor.credentialId : null;
    this.insertAll(
      AUDIT_EVENT,
      this.audits.map(({ id, entry, remark }) => ({
        id,
        conferenceId: entry.conferenceId,
        bodyId: entry.bodyId ?? null,
        actorId: entry.isAutomatic === true ? null : actorId,
        actorKind: entry.isAutomatic === true ? 'system' : actor.kind,
        onBehalfOfId: entry.onBehalfOfId ?? null,
        apiTokenId: entry.isAutomatic === true ? null : apiTokenId,
        action: entry.action,
        subjectType: entry.subjectType,
        subjectId: entry.subjectId,
        details:
          remark === null ? (entry.details ?? {}) : { ...entry.details, remarkHash: remarkHash(remark) },
      })),
    );
    this.insertAll(
      AUDIT_REMARK,
      this.audits.flatMap(({ id, entry: { conferenceId, bodyId }, remark }) =>
        remark === null ? [] : [{ eventId: id, conferenceId, bodyId: bodyId ?? null, ...remark }],
      ),
    );
  }

  private writeJobs(): void {
    this.write(INSERT_OUTBOX, [
      this.jobs.map(({ id }) => id),
      this.jobs.map(({ options }) => options.conferenceId ?? null),
      this.jobs.map(({ job }) => job.queue),
      this.jobs.map(({ job }) => job.name),
      this.jobs.map(({ payload }) => JSON.stringify(payload)),
      this.jobs.map(({ options }) => options.dedupeKey ?? null),
      this.jobs.map(({ options }) => options.runAt ?? null),
      this.jobs.map(() => this.correlationId ?? null),
    ]);
  }
}
