import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refusal } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { NOW, violatedConstraint } from '#libs/platform';
import { IMPORT_ACTIONS } from '../domain/audit-actions.js';
import { countsOf } from '../domain/counts.js';
import { applyList } from '../import.jobs.js';
import { IMPORT_LIST } from '../persistence/import-list.table.js';
import { ImportMeanings } from '../queries/import-meanings.js';
import { type Call, listAct, ListActs } from './list-acts.js';

const count = z.number().int().min(0);

const applyImportList = listAct({
  name: 'applyImportList',
  description:
    'Drafts and changes nominations as the rows of a list say, row by row, as a job that goes on after a crash: `done` of `toDo`. The caller names the figures that the button showed. Rows that wait for an answer are left; so is what was refused, which stands on its row',
  input: {
    toDraft: count.describe('`ImportCounts.toDraft`, as the caller has read it'),
    toUpdate: count.describe('`ImportCounts.toUpdate`'),
    toLeave: count.describe('`ImportCounts.toLeave`'),
  },
  action: 'APPLY',
  fact: IMPORT_ACTIONS.applied,
  codes: ['COUNTS_CHANGED', 'WINDOW_CLOSED'],
  extras: ['counts'],
});

/** What the database says where another list of the body is at work. */
const AT_WORK = 'list_at_work';

/** Sets a list to work: what it does is done by the job, with the rights of whoever has applied it. */
@Injectable()
export class ApplyImportList {
  static readonly act = applyImportList;

  constructor(
    private readonly acts: ListActs,
    private readonly meanings: ImportMeanings,
    private readonly conferences: ConferenceReference,
  ) {}

  async run(...call: Call): Promise<{ id: string }> {
    const [actor] = call;
    try {
      return await this.acts.run(
        applyImportList,
        call,
        async (list, { toDraft, toUpdate, toLeave }) => {
          if (!(await this.conferences.isWindowOpen(list.conferenceId, 'NOMINATION')))
            throw new Refusal('WINDOW_CLOSED', 'The nomination window is closed.');
          const { counts } = await this.meanings.of(actor, list);
          if (counts.NEW !== toDraft || counts.UPDATE !== toUpdate || counts.LEAVE !== toLeave)
            throw new Refusal(
              'COUNTS_CHANGED',
              'The list would do something else by now. Look at the figures again.',
              ['input'],
              { counts: countsOf(counts) },
            );
          if (toDraft + toUpdate === 0)
            throw new Refusal('ACTION_UNAVAILABLE', 'No row of the list would draft or change anything.');
          return toDraft + toUpdate;
        },
        ({ tx, list, input: { toDraft, toUpdate, toLeave }, found }) => {
          const version = list.version + 1;
          tx.update(IMPORT_LIST, list.id, {
            state: 'APPLYING',
            version,
            toDo: found,
            done: 0,
            refused: 0,
            appliedBy: actor.userId,
            appliedAt: NOW,
            updatedAt: NOW,
          });
          tx.enqueue(applyList, { listId: list.id, version }, { conferenceId: list.conferenceId });
          return { drafts: toDraft, updates: toUpdate, left: toLeave };
        },
      );
    } catch (error) {
      throw atWork(error);
    }
  }
}

/** One list of a body at a time: two would draft the same person twice. */
export const atWork = (error: unknown): unknown =>
  violatedConstraint(error) === AT_WORK
    ? new Refusal(
        'ACTION_UNAVAILABLE',
        'Another list of this body is being applied or taken back. Wait until it is done.',
      )
    : error;
