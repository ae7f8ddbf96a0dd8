import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { IMPORT_ACTIONS } from '../domain/audit-actions.js';
import { DELETE_ROWS } from '../persistence/import-list.statements.js';
import { IMPORT_LIST } from '../persistence/import-list.table.js';
import { type Call, listAct, ListActs } from './list-acts.js';

const abandonImportList = listAct({
  name: 'abandonImportList',
  description: 'Throws a list away that is not applied: its rows and what was said of it are gone at once',
  input: {},
  action: 'ABANDON',
  fact: IMPORT_ACTIONS.abandoned,
});

@Injectable()
export class AbandonImportList {
  static readonly act = abandonImportList;

  constructor(private readonly acts: ListActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      abandonImportList,
      call,
      () => Promise.resolve(undefined),
      ({ tx, list }) => {
        tx.write(DELETE_ROWS, [list.id]);
        tx.update(IMPORT_LIST, list.id, {
          state: 'ABANDONED',
          reading: null,
          said: null,
          version: list.version + 1,
          updatedAt: NOW,
        });
        return undefined;
      },
    );
  }
}
