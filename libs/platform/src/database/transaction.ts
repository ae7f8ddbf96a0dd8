import { type EntityManager, type QueryRunner } from 'typeorm';
import { type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { type Actor, newId } from '#libs/kernel';
import { type JobDefinition, type JobOptions } from '../queues/job-definition.js';
import { statementName } from './statement.js';

/** A fact for the audit trail. `summary` is shown to people with access to the body; no personal data beyond names of staff. */
export interface AuditEntry {
  readonly conferenceId: string | null;
  /** Absent: only the host and auditors see it. */
  readonly bodyId?: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly onBehalfOfId?: string | null;
  /** What changed, in ids, codes and numbers. */
  readonly details?: Readonly<Record<string, unknown>>;
}

const INSERT_AUDIT = `INSERT INTO audit.event (id, conference_id, body_id, actor_id, actor_kind, on_behalf_of_id, action, subject_type, subject_id, details)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::jsonb[])`;

const INSERT_OUTBOX = `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, dedupe_key, run_at, correlation_id)
  SELECT u.id, u.conference_id, u.queue, u.job, u.payload, u.dedupe_key, coalesce(u.run_at, clock_timestamp()), u.correlation_id
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::timestamptz[], $8::text[])
    AS u (id, conference_id, queue, job, payload, dedupe_key, run_at, correlation_id)
  ON CONFLICT DO NOTHING`;

/**
 * One open database transaction, with the caller's scope set. Statements go down one pipelined connection: what is not
 * awaited costs no round trip. Everything is undone unless the unit of work commits.
 */
export class Transaction {
  private readonly audits: { id: string; entry: AuditEntry }[] = [];
  private readonly jobs: { id: string; job: JobDefinition; payload: unknown; options: JobOptions }[] = [];
  private readonly pending: Promise<unknown>[] = [];
  private readonly announced = new Map<string, string>();

  constructor(
    readonly actor: Actor,
    private readonly client: PoolClient,
    private readonly runner: QueryRunner,
    private readonly correlationId: string | undefined,
  ) {}

  /** TypeORM's manager on this very connection, for aggregates that are written as entities. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** Runs a prepared statement and waits for its rows. The text must be a constant of the program. */
  async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.send<Row>(text, values)).rows;
  }

  /** Runs a prepared statement and tells how many rows it touched. */
  async execute(text: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.send(text, values)).rowCount ?? 0;
  }

  /**
   * Sends a write whose outcome is looked at before the commit: for statements that can only fail by a constraint.
   * `expect` is the number of rows that it must touch.
   */
  write(text: string, values: readonly unknown[], expect?: { rows: number; otherwise: () => Error }): void {
    const sent = this.send(text, values).then((result) => {
      if (expect !== undefined && result.rowCount !== expect.rows) throw expect.otherwise();
    });
    sent.catch(() => undefined);
    this.pending.push(sent);
  }

  /** Waits for the writes sent so far, for code that has to meet their failure itself. */
  async settle(): Promise<void> {
    await Promise.all(this.pending);
  }

  /** Adds an entry to the audit trail; it is written just before the commit. */
  audit(entry: AuditEntry): void {
    this.audits.push({ id: newId(), entry });
  }

  /** Promises work: an outbox row in this transaction, a job once it is committed. Payloads carry ids, never people. */
  enqueue<Payload>(job: JobDefinition<Payload>, payload: Payload, options: JobOptions = {}): void {
    this.jobs.push({ id: newId(), job, payload: job.payload.parse(payload), options });
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

  /** Writes what was collected. Called by the unit of work, once. */
  async flush(): Promise<void> {
    if (this.audits.length > 0) this.writeAudits();
    if (this.jobs.length > 0) this.writeJobs();
    await this.settle();
  }

  private send<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<QueryResult<Row>> {
    return this.client.query<Row>({ name: statementName(text), text, values: values as unknown[] });
  }

  private writeAudits(): void {
    const actorId = this.actor.kind === 'user' ? this.actor.userId : null;
    const kind = this.actor.kind;
    const column = <T>(pick: (entry: AuditEntry) => T): T[] => this.audits.map(({ entry }) => pick(entry));
    this.write(INSERT_AUDIT, [
      this.audits.map(({ id }) => id),
      column((e) => e.conferenceId),
      column((e) => e.bodyId ?? null),
      column(() => actorId),
      column(() => kind),
      column((e) => e.onBehalfOfId ?? null),
      column((e) => e.action),
      column((e) => e.subjectType),
      column((e) => e.subjectId),
      column((e) => JSON.stringify(e.details ?? {})),
    ]);
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
