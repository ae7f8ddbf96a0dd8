import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { VIEW_ACTIONS } from '../domain/audit-actions.js';
import { DELETE_VIEW } from '../persistence/saved-view.statements.js';
import { type Call, viewAct, ViewActs } from './view-acts.js';

const deleteView = viewAct({
  name: 'deleteView',
  description: 'Removes a view of one’s own, for those as well with whom it is shared',
  input: z.object({}),
  fact: VIEW_ACTIONS.deleted,
});

@Injectable()
export class DeleteView {
  static readonly act = deleteView;

  constructor(private readonly acts: ViewActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(deleteView, call, (tx, { id }) => {
      tx.write(DELETE_VIEW, [id]);
    });
  }
}
