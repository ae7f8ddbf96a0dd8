import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { CreateNomination, NOMINATION_FIELDS, PERSON_FIELDS, UpdateNomination } from '#libs/nominations';
import { type JobContext, JobHandler, type Transaction } from '#libs/platform';
import { type RowField } from '../fields.js';
import { applyList } from '../import.jobs.js';
import { type ImportRow } from '../interpret.js';
import { type WholeImportList } from '../persistence/import-list.statements.js';
import { ImportMeanings, type ListMeaning } from '../queries/import-meanings.js';
import { RowResults } from '../queries/row-results.js';
import { type DoneRow, ImportWork, type RowTask, type WorkOfList } from './import-work.js';

type Values = Readonly<Partial<Record<RowField, string | number | null>>>;

/** Drafts and changes what the rows of a list say, by the use cases that people do it by, with the rights of whoever has applied it. */
@Injectable()
export class ApplyListJob extends JobHandler<WorkOfList> {
  readonly job = applyList;

  constructor(
    private readonly work: ImportWork,
    private readonly meanings: ImportMeanings,
    private readonly results: RowResults,
    private readonly create: CreateNomination,
    private readonly update: UpdateNomination,
  ) {
    super();
  }

  async handle(of: WorkOfList, context: JobContext): Promise<void> {
    const begun = await this.work.begin(of, 'APPLYING');
    if (begun === undefined) return;
    const { list, actor } = begun;
    const [meaning, came] = await Promise.all([
      this.meanings.of(actor, list),
      this.results.of(actor, list.id),
    ]);
    const tasks = meaning.rows
      .filter(
        ({ row, outcome }) => outcome !== 'LEAVE' && outcome !== 'ASK' && came.get(row)?.run !== of.version,
      )
      .map((row) =>
        row.outcome === 'NEW'
          ? this.drafting(actor, list, meaning, row)
          : this.changing(actor, list, meaning, row),
      );
    await this.work.run(of, { actor, tasks, state: 'APPLYING', then: 'APPLIED' }, context);
  }

  override async onFinalFailure(of: WorkOfList): Promise<void> {
    await this.work.fail(of, 'APPLYING');
  }

  private drafting(
    actor: UserActor,
    { conferenceId, bodyId }: WholeImportList,
    meaning: ListMeaning,
    { row, fields }: ImportRow,
  ): RowTask {
    const input = { conferenceId, bodyId, ...inputOf(fields, meaning) };
    return {
      row,
      perform: async (tx: Transaction): Promise<DoneRow> => {
        const { id } = await this.create.within(tx, actor, input);
        return { row, result: 'DRAFTED', nominationId: id, nominationVersion: 1 };
      },
      explain: (error) =>
        this.create.explained(
          actor,
          { bodyId, constituencyId: '', externalReference: referenceOf(fields) },
          error,
        ),
    };
  }

  private changing(
    actor: UserActor,
    { bodyId }: WholeImportList,
    meaning: ListMeaning,
    { row, earlierId, changes }: ImportRow,
  ): RowTask {
    const id = earlierId ?? '';
    const version = meaning.versions.get(id) ?? 0;
    const entries = Object.entries(changes);
    const to = Object.fromEntries(entries.map(([field, change]) => [field, change.to]));
    const before = Object.fromEntries(entries.map(([field, change]) => [field, change.from ?? null]));
    const input = { version, ...inputOf(to, meaning) };
    return {
      row,
      perform: async (tx: Transaction): Promise<DoneRow> => {
        await this.update.within(tx, actor, id, input);
        return { row, result: 'UPDATED', nominationId: id, nominationVersion: version + 1, before };
      },
      explain: (error) => this.update.explained(actor, { bodyId, externalReference: referenceOf(to) }, error),
    };
  }
}

const referenceOf = ({ externalReference }: Values): string | null =>
  typeof externalReference === 'string' ? externalReference : null;

/** Values of a row as `createNomination` and `updateNomination` take them. */
export function inputOf(
  values: Values,
  { conference }: Pick<ListMeaning, 'conference'>,
): Readonly<Record<string, unknown>> {
  const named = (names: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(values).filter(([field]) => field in names));
  const person = named(PERSON_FIELDS);
  const code = values.constituency;
  const constituency = conference.constituencies.find((one) => one.code === code);
  return {
    ...named(NOMINATION_FIELDS),
    ...(Object.keys(person).length > 0 && { person }),
    ...(constituency !== undefined && { constituencyId: constituency.id }),
  };
}
