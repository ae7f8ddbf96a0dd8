import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { Database } from '#libs/platform';
import { RESULTS_OF_LIST, type RowOutcomeKept } from '../persistence/import-row.statements.js';
import { listSightOf } from '../policies/import-list.policy.js';

/** A row of which something has come that stands. */
export interface RowToUndo extends RowOutcomeKept {
  readonly result: 'DRAFTED' | 'UPDATED';
  readonly nominationId: string;
  readonly nominationVersion: number;
}

const isToUndo = (row: RowOutcomeKept): row is RowToUndo =>
  (row.result === 'DRAFTED' || row.result === 'UPDATED') && row.nominationId !== null;

/** What came of the rows of a list. */
@Injectable()
export class RowResults {
  constructor(private readonly database: Database) {}

  /** By row; of rows to which nothing has happened there is none. */
  async of(actor: Actor, listId: string): Promise<ReadonlyMap<number, RowOutcomeKept>> {
    const rows = await this.database.read<RowOutcomeKept>(actor, RESULTS_OF_LIST, [
      listId,
      listSightOf(actor),
    ]);
    return new Map(rows.map((row) => [row.row, row]));
  }

  /** In order. */
  async toUndo(actor: Actor, listId: string): Promise<readonly RowToUndo[]> {
    return [...(await this.of(actor, listId)).values()].filter(isToUndo);
  }
}
