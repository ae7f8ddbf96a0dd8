import { Injectable } from '@nestjs/common';
import { insertAllOf, NOW, type Transaction } from '#libs/platform';
import { mergeSaid } from './merge-said.js';
import { headingKey } from '../headings.js';
import { FORGET, SAID_AGAIN } from '../persistence/import-row.statements.js';
import { IMPORT_LIST } from '../persistence/import-list.table.js';
import { type WholeImportList } from '../persistence/import-list.statements.js';
import { REMEMBERED_ANSWER, type RememberedKind } from '../persistence/remembered.table.js';
import { ImportMeanings, type ListMeaning } from '../queries/import-meanings.js';
import { answerKey, REMEMBERED } from '../questions.js';
import { type Call, listAct, ListActs, type ListWork } from './list-acts.js';
import { SAID_SHAPE, type SaidInput } from './said-input.js';

const sayOfImportList = listAct({
  name: 'sayOfImportList',
  description:
    'Answers questions of a list, says what its columns are, mends cells, and says where its headings stand; in any order, as often as wished. Answers about words and forms, and what headings mean, are remembered for the next list of the body',
  inputDescription: 'What is left out stays as it was said',
  input: SAID_SHAPE,
  action: 'SAY',
});
type Saying = ListWork<typeof sayOfImportList, ListMeaning>;

const LONGEST_KEY = 500;

/** What people say of a list changes what its rows would become, and nothing else. */
@Injectable()
export class SayOfImportList {
  static readonly act = sayOfImportList;

  constructor(
    private readonly acts: ListActs,
    private readonly meanings: ImportMeanings,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    const [actor] = call;
    return this.acts.run(
      sayOfImportList,
      call,
      (list) => this.meanings.of(actor, list),
      (work) => {
        const { tx, list, input } = work;
        tx.update(IMPORT_LIST, list.id, {
          said: mergeSaid(list.said ?? {}, input),
          ...readAt(list, input),
          version: list.version + 1,
          updatedAt: NOW,
        });
        remember(work);
        return undefined;
      },
    );
  }
}

const readAt = ({ reading }: WholeImportList, { headingRows }: SaidInput) =>
  reading === null || headingRows === null || headingRows === undefined
    ? {}
    : { reading: { ...reading, headingRows: [...headingRows].sort((left, right) => left - right) } };

function remember({ tx, actor, list, input, found }: Saying): void {
  const headings = new Map(found.columns.map(({ letter, heading }) => [letter, headingKey(heading)]));
  const said: { kind: RememberedKind; key: string; value: string | null; isTakenBack: boolean }[] = [
    ...(input.answers ?? [])
      .filter(({ about }) => (REMEMBERED as ReadonlySet<string>).has(about))
      .map(({ about, item, choice, isTakenBack }) => ({
        kind: 'ANSWER' as const,
        key: answerKey(about, item),
        value: choice ?? null,
        isTakenBack,
      })),
    ...(input.columns ?? []).map(({ column, field, isTakenBack }) => ({
      kind: 'COLUMN' as const,
      key: headings.get(column) ?? '',
      value: field ?? null,
      isTakenBack,
    })),
  ].filter(({ key }) => key !== '' && key.length <= LONGEST_KEY);
  // Of what is said twice at once, the last holds.
  const last = new Map(said.map((one) => [`${one.kind} ${one.key}`, one]));
  forget(
    tx,
    list,
    [...last.values()].filter(({ isTakenBack }) => isTakenBack),
  );
  const kept = [...last.values()].filter(({ isTakenBack }) => !isTakenBack);
  if (kept.length === 0) return;
  const { conferenceId, bodyId } = list;
  const rows = kept.map(({ kind, key, value }) => ({
    conferenceId,
    bodyId,
    kind,
    key,
    value,
    saidBy: actor.userId,
  }));
  const { text, values } = insertAllOf(REMEMBERED_ANSWER, rows, SAID_AGAIN);
  tx.write(text, values);
}

function forget(
  tx: Transaction,
  { bodyId }: WholeImportList,
  gone: readonly { readonly kind: RememberedKind; readonly key: string }[],
): void {
  for (const kind of ['ANSWER', 'COLUMN'] as const) {
    const keys = gone.filter((one) => one.kind === kind).map(({ key }) => key);
    if (keys.length > 0) tx.write(FORGET, [bodyId, kind, keys]);
  }
}
