import { type QueryResultRow } from 'pg';
import { type Database } from '../../database/database.js';
import { type JobRegistry } from './job-registry.js';
import { type CarriedFlow, type CarriedJob, type QueueBackend } from './queue-backend.js';
import { childId } from '../outbox/child-id.js';
import { ADD_CHILDREN, GIVE_BACK, OPEN_AMONG } from '../outbox/outbox.statements.js';

const QUEUE_MS = 8_000;

/** The queue neither took the jobs nor refused them. */
export class QueueTimeout extends Error {
  override readonly name = 'QueueTimeout';
}

/** A row on its way to the queue. */
export interface CarriedRow extends QueryResultRow {
  readonly id: string;
  readonly queue: string;
  readonly job: string;
  readonly payload: unknown;
  readonly parent_id: string | null;
  readonly delay_ms: number;
}

interface Child {
  readonly id: string;
  readonly parentId: string;
  readonly queue: string;
  readonly job: string;
  readonly payload: unknown;
}

/** Puts outbox rows into the queue; what the queue does not take becomes new again. */
export class Carrier {
  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly backend: QueueBackend,
    private readonly clock: { readonly isWrong: boolean },
  ) {}

  /**
   * @returns how many of them the queue had before and has lost.
   * @throws what the queue said; the rows are given back first, or found by the sweeper where that fails as well.
   */
  async carry(rows: readonly CarriedRow[], isRepeated: boolean): Promise<number> {
    try {
      const lost = isRepeated ? await this.countLost(rows) : 0;
      const flows = await this.flowsAmong(rows);
      const parents = new Set(flows.map(({ parent }) => parent.id));
      const single = rows
        .filter(({ id }) => !parents.has(id))
        .map((row) => carried(row, isRepeated && (this.clock.isWrong || this.isParent(row))));
      if (flows.length > 0) await inTime(this.backend.addFlows(flows));
      if (single.length > 0) await inTime(this.backend.add(single));
      return lost;
    } catch (error) {
      await this.query(GIVE_BACK, [rows.map(({ id }) => id)]).catch(() => undefined);
      throw error;
    }
  }

  /** What the queue does not have and has not ended either: a job leaves the queue after its row has ended. */
  private async countLost(rows: readonly CarriedRow[]): Promise<number> {
    const missing: string[] = [];
    for (const queue of new Set(rows.map((row) => row.queue))) {
      const ids = rows.filter((row) => row.queue === queue).map(({ id }) => id);
      const held = await inTime(this.backend.held(queue, [...ids, ...ids.map(otherId)]));
      missing.push(...ids.filter((id) => !held.has(id) && !held.has(otherId(id))));
    }
    if (missing.length === 0) return 0;
    return (await this.query<{ id: string }>(OPEN_AMONG, [missing])).length;
  }

  /** Parents whose children have not all ended; their rows are made where they are missing. */
  private async flowsAmong(rows: readonly CarriedRow[]): Promise<CarriedFlow[]> {
    const childrenOf = new Map(rows.map((row) => [row, this.childrenOf(row)] as const));
    const children = [...childrenOf.values()].flat();
    if (children.length === 0) return [];
    await this.query(ADD_CHILDREN, [
      children.map(({ id }) => id),
      children.map(({ parentId }) => parentId),
      children.map(({ queue }) => queue),
      children.map(({ job }) => job),
      children.map(({ payload }) => JSON.stringify(payload)),
    ]);
    const open = new Set(
      (await this.query<{ id: string }>(OPEN_AMONG, [children.map(({ id }) => id)])).map(({ id }) => id),
    );
    return [...childrenOf].flatMap(([row, own]) => {
      const left = own.filter(({ id }) => open.has(id));
      if (left.length === 0) return [];
      const delayMs = row.delay_ms;
      const jobs = left.map(({ id, queue, job }) => ({ id, jobId: id, queue, name: job, delayMs }));
      return [{ parent: { ...carried(row, false), delayMs: 0 }, children: jobs }];
    });
  }

  private isParent({ queue, job }: CarriedRow): boolean {
    return this.registry.find(queue, job)?.job.children !== undefined;
  }

  private childrenOf(row: CarriedRow): Child[] {
    const job = this.registry.find(row.queue, row.job)?.job;
    if (job?.children === undefined) return [];
    // A payload that this release cannot read becomes a dead letter when it is claimed.
    const payload = job.payload.safeParse(row.payload);
    if (!payload.success) return [];
    return job.children(payload.data).map((child, index) => ({
      id: childId(row.id, index),
      parentId: row.id,
      queue: child.job.queue,
      job: child.job.name,
      payload: child.job.payload.parse(child.payload),
    }));
  }

  private query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    return this.database.run({ text, values });
  }
}

/**
 * A parent that is added again after its children have ended gets a second id: the first may wait for ever in the queue
 * for children that the queue has forgotten. So does what is due already while our clock is wrong: set back by an hour,
 * the queue would keep the first waiting for that hour. Two jobs for one row do no harm, for only one can claim it.
 */
function carried(row: CarriedRow, hasOtherId: boolean): CarriedJob {
  const jobId = hasOtherId ? otherId(row.id) : row.id;
  return { id: row.id, jobId, queue: row.queue, name: row.job, delayMs: Math.round(row.delay_ms) };
}

const otherId = (id: string): string => `${id}-again`;

/** A client that waits for its server to come back must not hold the relay up; what it still adds later does no harm. */
async function inTime<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueTimeout(`the queue took longer than ${QUEUE_MS} ms`)), QUEUE_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
