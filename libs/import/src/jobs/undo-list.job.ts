import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { UpdateNomination, WithdrawNomination } from '#libs/nominations';
import { type JobContext, JobHandler, type Transaction } from '#libs/platform';
import { ConferenceReference } from '#libs/conference';
import { undoList } from '../import.jobs.js';
import { type WholeImportList } from '../persistence/import-list.statements.js';
import { RowResults, type RowToUndo } from '../queries/row-results.js';
import { inputOf } from './apply-list.job.js';
import { type DoneRow, ImportWork, type RowTask, type WorkOfList } from './import-work.js';

/** Withdraws what a list has drafted, and writes back what it has changed, by the use cases that people do it by. */
@Injectable()
export class UndoListJob extends JobHandler<WorkOfList> {
  readonly job = undoList;

  constructor(
    private readonly work: ImportWork,
    private readonly results: RowResults,
    private readonly conferences: ConferenceReference,
    private readonly update: UpdateNomination,
    private readonly withdraw: WithdrawNomination,
  ) {
    super();
  }

  async handle(of: WorkOfList, context: JobContext): Promise<void> {
    const begun = await this.work.begin(of, 'UNDOING');
    if (begun === undefined) return;
    const { list, actor } = begun;
    const rows = await this.results.toUndo(actor, list.id);
    const tasks: RowTask[] = [];
    for (const row of rows) if (row.run !== of.version) tasks.push(await this.taskOf(actor, list, row));
    await this.work.run(of, { actor, tasks, state: 'UNDOING', then: 'UNDONE' }, context);
  }

  override async onFinalFailure(of: WorkOfList): Promise<void> {
    await this.work.fail(of, 'UNDOING');
  }

  private async taskOf(
    actor: UserActor,
    { conferenceId, bodyId }: WholeImportList,
    { row, result, nominationId, nominationVersion: version, before }: RowToUndo,
  ): Promise<RowTask> {
    if (result === 'DRAFTED')
      return {
        row,
        perform: async (tx: Transaction): Promise<DoneRow> => {
          await this.withdraw.within(tx, actor, nominationId, { version });
          return { row, result: 'UNDONE' };
        },
        explain: (error) => Promise.resolve(error),
      };
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined) throw new Error('A list names a conference that nobody knows');
    const reference = before?.externalReference;
    const input = { version, ...inputOf(before ?? {}, { conference }) };
    return {
      row,
      perform: async (tx: Transaction): Promise<DoneRow> => {
        await this.update.within(tx, actor, nominationId, input);
        return { row, result: 'UNDONE' };
      },
      explain: (error) =>
        this.update.explained(
          actor,
          { bodyId, externalReference: typeof reference === 'string' ? reference : null },
          error,
        ),
    };
  }
}
