import { Injectable } from '@nestjs/common';
import { type Actor, Refusal, type UserActor } from '#libs/kernel';
import { ActingUsers } from '#libs/access';
import {
  Database,
  type JobContext,
  NOW,
  type Transaction,
  UnitOfWork,
  violatedConstraint,
} from '#libs/platform';
import { type ImportListState } from '../domain/import-list.js';
import { COUNT_DONE, MARK_ROWS } from '../persistence/import-row.statements.js';
import { LIST_AT_WORK, LOAD_AT_WORK, type WholeImportList } from '../persistence/import-list.statements.js';
import { IMPORT_LIST } from '../persistence/import-list.table.js';
import { type RowResult } from '../persistence/import-list-row.table.js';

const SYSTEM: Actor = { kind: 'system', task: 'import' };
/** Rows of one transaction. */
export const ROWS_AT_ONCE = 200;

export interface WorkOfList {
  readonly listId: string;
  readonly version: number;
}

/** What came of one row; a refusal is kept, and the next row goes on. */
export interface DoneRow {
  readonly row: number;
  readonly result?: RowResult;
  readonly nominationId?: string;
  readonly nominationVersion?: number;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly refusal?: Refusal;
}

/** One row that is to be done. */
export interface RowTask {
  readonly row: number;
  /** Within the transaction that marks the row. Refuses before it writes anything. */
  readonly perform: (tx: Transaction) => Promise<DoneRow>;
  /** What an error of the database means that came after `perform`, when the row is tried alone. */
  readonly explain: (error: unknown) => Promise<unknown>;
}

/**
 * The work of a list, so many rows a transaction: what is done to a nomination and what is marked of its row are one commit, so that
 * a row is done once, whoever dies when.
 */
@Injectable()
export class ImportWork {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly users: ActingUsers,
  ) {}

  /** The list, while it is at this work; undefined once it is done, or another act has begun. */
  async begin(
    { listId, version }: WorkOfList,
    state: ImportListState,
  ): Promise<{ readonly list: WholeImportList; readonly actor: UserActor } | undefined> {
    const [list] = await this.database.read<WholeImportList>(SYSTEM, LIST_AT_WORK, [listId, version, state]);
    if (list === undefined) return undefined;
    const actor = await this.users.find(list.appliedById ?? '', listId);
    if (actor === undefined)
      throw new Refusal('FORBIDDEN', 'Whoever has asked for this may not act any more.');
    return { list, actor };
  }

  /** Does the rows that are left, and goes from `state` to `then`. */
  async run(
    of: WorkOfList,
    {
      actor,
      tasks,
      state,
      then,
    }: {
      readonly actor: UserActor;
      readonly tasks: readonly RowTask[];
      readonly state: ImportListState;
      readonly then: ImportListState;
    },
    context: JobContext,
  ): Promise<void> {
    for (let at = 0; at < tasks.length; at += ROWS_AT_ONCE) {
      context.signal.throwIfAborted();
      await this.together(of, actor, tasks.slice(at, at + ROWS_AT_ONCE), state, context);
    }
    await this.end(of, state, then, context);
  }

  /** All rows in one transaction; where the database refuses one of them, each in its own. */
  private async together(
    of: WorkOfList,
    actor: UserActor,
    tasks: readonly RowTask[],
    state: ImportListState,
    context: JobContext,
  ): Promise<void> {
    try {
      await this.attempt(of, actor, tasks, state, context);
    } catch (error) {
      const [task, ...others] = tasks;
      if (task === undefined) throw error;
      if (others.length > 0) {
        if (violatedConstraint(error) === undefined) throw error;
        for (const one of tasks) await this.together(of, actor, [one], state, context);
        return;
      }
      const meant = await task.explain(error);
      if (!(meant instanceof Refusal)) throw meant;
      const refused = { ...task, perform: () => Promise.reject<DoneRow>(meant) };
      await this.attempt(of, actor, [refused], state, context);
    }
  }

  private attempt(
    of: WorkOfList,
    actor: UserActor,
    tasks: readonly RowTask[],
    state: ImportListState,
    context: JobContext,
  ): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      context.fence(tx);
      await requireAtWork(tx, of, state);
      const done: DoneRow[] = [];
      for (const task of tasks) done.push(await performed(tx, task));
      mark(tx, of, done);
    });
  }

  private end(
    of: WorkOfList,
    state: ImportListState,
    then: ImportListState,
    context: JobContext,
  ): Promise<void> {
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      context.fence(tx);
      const list = await requireAtWork(tx, of, state);
      // What was to do and waits for somebody by now is not done.
      tx.update(IMPORT_LIST, list.id, {
        state: then,
        toDo: list.done,
        version: list.version + 1,
        updatedAt: NOW,
      });
    });
  }

  /** It can be tried again: what is done stands on its rows. */
  async fail({ listId, version }: WorkOfList, state: ImportListState): Promise<void> {
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      const [list] = await tx.query<WholeImportList>(LOAD_AT_WORK, [listId, version, state]);
      if (list === undefined) return;
      const then = list.drafted + list.updated > 0 ? 'APPLIED' : 'LOADED';
      tx.update(IMPORT_LIST, listId, { state: then, version: version + 1, updatedAt: NOW });
    });
  }
}

async function requireAtWork(
  tx: Transaction,
  { listId, version }: WorkOfList,
  state: ImportListState,
): Promise<WholeImportList> {
  const [list] = await tx.query<WholeImportList>(LOAD_AT_WORK, [listId, version, state]);
  if (list === undefined) throw new Refusal('ACTION_UNAVAILABLE', 'The list is not at this work any more.');
  return list;
}

async function performed(tx: Transaction, task: RowTask): Promise<DoneRow> {
  try {
    return await task.perform(tx);
  } catch (error) {
    if (error instanceof Refusal) return { row: task.row, refusal: error };
    throw error;
  }
}

function mark(tx: Transaction, { listId, version }: WorkOfList, done: readonly DoneRow[]): void {
  tx.write(MARK_ROWS, [
    listId,
    version,
    done.map(({ row }) => row),
    done.map(({ result }) => result ?? null),
    done.map(({ nominationId }) => nominationId ?? null),
    done.map(({ nominationVersion }) => nominationVersion ?? null),
    done.map(({ before }) => (before === undefined ? null : JSON.stringify(before))),
    done.map(({ refusal }) => refusal?.code ?? null),
    done.map(({ refusal }) => refusal?.message ?? null),
  ]);
  const count = (result: RowResult): number => done.filter((one) => one.result === result).length;
  tx.write(COUNT_DONE, [
    listId,
    done.length,
    count('DRAFTED'),
    count('UPDATED'),
    done.filter(({ refusal }) => refusal !== undefined).length,
    count('UNDONE'),
  ]);
}
