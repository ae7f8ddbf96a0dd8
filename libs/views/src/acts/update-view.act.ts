import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { line, Refusal } from '#libs/kernel';
import { VIEW_ACTIONS } from '../domain/audit-actions.js';
import { LONGEST_NAME } from '../domain/saved-view.js';
import { SAVED_VIEW } from '../persistence/saved-view.table.js';
import { requireQuery } from '../view-refusals.js';
import { type Call, viewAct, ViewActs } from './view-acts.js';

const updateView = viewAct({
  name: 'updateView',
  description: 'Gives a view of one’s own another name, filter or order, and shares it or no longer',
  inputDescription: 'Absent = leave',
  input: z.object({
    version: z.number().int().min(1).describe('The version that the caller has read'),
    name: line(LONGEST_NAME)
      .optional()
      .describe('Of 60 characters at most, and of no other of one’s own of the list'),
    query: z.string().optional().describe('Its filter and order, as `SavedView.query` has them'),
    isShared: z.boolean().optional().describe('Whether the people of the body, or of the host, read it'),
  }),
  fact: VIEW_ACTIONS.updated,
  codes: ['VERSION_CONFLICT'],
  extras: ['currentVersion'],
});

/** What a view is called, what it keeps, and who reads it. Its list and its place stay. */
@Injectable()
export class UpdateView {
  static readonly act = updateView;

  constructor(private readonly acts: ViewActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(updateView, call, (tx, view, given) => {
      if (given.version !== view.version)
        throw new Refusal(
          'VERSION_CONFLICT',
          'The view was changed since you opened it. Look at it again.',
          ['input', 'version'],
          { currentVersion: view.version },
        );
      const { name = view.name, isShared = view.isShared } = given;
      const query = given.query === undefined ? view.query : requireQuery(view.list, given.query);
      tx.update(SAVED_VIEW, view.id, { name, query, isShared, version: view.version + 1 });
    });
  }
}
