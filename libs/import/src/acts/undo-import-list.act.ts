import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { NominationsOfBody } from '#libs/nominations';
import { NOW } from '#libs/platform';
import { IMPORT_ACTIONS } from '../domain/audit-actions.js';
import { undoList } from '../import.jobs.js';
import { IMPORT_LIST } from '../persistence/import-list.table.js';
import { RowResults } from '../queries/row-results.js';
import { atWork } from './apply-import-list.act.js';
import { type Call, listAct, ListActs } from './list-acts.js';

const undoImportList = listAct({
  name: 'undoImportList',
  description:
    'Takes an applied list back, as a job: withdraws the drafts that it has made, and writes back what it has changed. Refused as a whole, with the rows, where one of them was submitted, withdrawn or changed by somebody since',
  input: {},
  action: 'UNDO',
  fact: IMPORT_ACTIONS.undone,
  codes: ['NOT_UNDOABLE'],
  extras: ['rows'],
});

@Injectable()
export class UndoImportList {
  static readonly act = undoImportList;

  constructor(
    private readonly acts: ListActs,
    private readonly results: RowResults,
    private readonly nominations: NominationsOfBody,
  ) {}

  async run(...call: Call): Promise<{ id: string }> {
    const [actor] = call;
    try {
      return await this.acts.run(
        undoImportList,
        call,
        async (list) => {
          const done = await this.results.toUndo(actor, list.id);
          const standing = await this.nominations.standing(
            actor,
            done.map(({ nominationId }) => nominationId),
          );
          const rows = done.filter(({ nominationId, nominationVersion }) => {
            const now = standing.get(nominationId);
            return now?.state !== 'DRAFT' || now.version !== nominationVersion;
          });
          if (rows.length > 0)
            throw new Refusal(
              'NOT_UNDOABLE',
              'Some nominations of this list were submitted, withdrawn or changed since. Take the others back one by one.',
              [],
              { rows: rows.map(({ row }) => row) },
            );
          if (done.length === 0)
            throw new Refusal(
              'ACTION_UNAVAILABLE',
              'Nothing has come of this list that could be taken back.',
            );
          return done.length;
        },
        ({ tx, list, found }) => {
          const version = list.version + 1;
          tx.update(IMPORT_LIST, list.id, {
            state: 'UNDOING',
            version,
            toDo: found,
            done: 0,
            refused: 0,
            appliedBy: actor.userId,
            updatedAt: NOW,
          });
          tx.enqueue(undoList, { listId: list.id, version }, { conferenceId: list.conferenceId });
          return { rows: found };
        },
      );
    } catch (error) {
      throw atWork(error);
    }
  }
}
