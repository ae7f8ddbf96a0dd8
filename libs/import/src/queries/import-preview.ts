import { Injectable } from '@nestjs/common';
import {
  type Actor,
  MOST_COUNTED,
  notFound,
  type Page,
  type PageRequest,
  Refusal,
  sliceKey,
  sliceOf,
  toPage,
} from '#libs/kernel';
import { type Told } from '#libs/spreadsheet';
import { countsOf } from '../domain/counts.js';
import { type ImportRow, type ImportTold } from '../interpret.js';
import { type Outcome } from '../outcomes.js';
import { type RowOutcomeKept } from '../persistence/import-row.statements.js';
import { type WholeImportList } from '../persistence/import-list.statements.js';
import { type Question } from '../questions.js';
import { type SheetRow } from '../sheet.js';
import { ImportLists } from './import-lists.js';
import { ImportMeanings, type ListMeaning } from './import-meanings.js';
import { RowResults } from './row-results.js';

export interface ImportRowFilter {
  readonly outcomes?: readonly Outcome[] | null;
  readonly isRefused?: boolean | null;
  readonly hasProblems?: boolean | null;
}

export interface ImportRowView extends ImportRow {
  readonly cells: readonly { readonly cell: string; readonly text: string }[];
  readonly came: RowOutcomeKept | undefined;
}

export interface ImportPreviewView extends Omit<ListMeaning, 'counts' | 'told' | 'questions'> {
  readonly listId: string;
  readonly version: number;
  readonly reading: NonNullable<WholeImportList['reading']>;
  readonly questions: readonly Question[];
  readonly told: readonly (ImportTold | Told)[];
  readonly counts: ReturnType<typeof countsOf>;
}

/** Rows that are told as nobody's: more are counted alone. */
export const MOST_SKIPPED = 100;

const isRowKey = (key: readonly (string | number | null)[]): key is readonly [row: number] =>
  Number.isInteger(key[0]);

/** What a list would do, for who drafts for its body; computed anew when something changes. */
@Injectable()
export class ImportPreview {
  constructor(
    private readonly lists: ImportLists,
    private readonly meanings: ImportMeanings,
    private readonly results: RowResults,
  ) {}

  /** Refuses NOT_FOUND for a list that is unknown or another's, or whose rows are gone. */
  async of(actor: Actor, listId: string): Promise<ImportPreviewView> {
    const list = await this.readable(actor, listId);
    const meaning = await this.meanings.of(actor, list);
    return {
      ...meaning,
      listId: list.id,
      version: list.version,
      reading: list.reading,
      told: [...list.reading.told, ...meaning.told],
      counts: countsOf(meaning.counts),
    };
  }

  /** In the order of the file. Refuses NOT_FOUND as `of` does. */
  async rows(
    actor: Actor,
    listId: string,
    filter: ImportRowFilter,
    request: PageRequest,
  ): Promise<Page<ImportRowView>> {
    const slice = sliceOf(request);
    const [begin] = sliceKey(slice, 1, isRowKey) ?? [null];
    const list = await this.readable(actor, listId);
    const [meaning, came] = await Promise.all([
      this.meanings.of(actor, list),
      this.results.of(actor, listId),
    ]);
    const isAsked = askedBy(filter, came);
    const all = meaning.rows.filter(isAsked);
    const ordered = slice.isBackward ? all.toReversed() : all;
    const beyond =
      begin === null ? ordered : ordered.filter(({ row }) => (slice.isBackward ? row < begin : row > begin));
    const byNumber = new Map(meaning.sheet.rows.map((row) => [row.row, row]));
    return toPage(beyond.slice(0, slice.size + 1), {
      slice,
      key: ({ row }) => [row],
      node: (row) => ({
        ...row,
        cells: cellsOf(byNumber.get(row.row), list.said?.cells ?? {}),
        came: came.get(row.row),
      }),
      totalCount: () => Promise.resolve(Math.min(all.length, MOST_COUNTED + 1)),
    });
  }

  private async readable(actor: Actor, listId: string): Promise<ReadableList> {
    const list = await this.lists.whole(actor, listId);
    if (list === undefined || !hasReading(list))
      throw new Refusal('NOT_FOUND', notFound('list').message, ['listId']);
    return list;
  }
}

type ReadableList = WholeImportList & { readonly reading: NonNullable<WholeImportList['reading']> };
const hasReading = (list: WholeImportList): list is ReadableList => list.reading !== null;

function askedBy(
  { outcomes, isRefused, hasProblems }: ImportRowFilter,
  came: ReadonlyMap<number, RowOutcomeKept>,
): (row: ImportRow) => boolean {
  const wanted = outcomes === null || outcomes === undefined || outcomes.length === 0 ? null : outcomes;
  return (row) =>
    (wanted === null || wanted.includes(row.outcome)) &&
    (typeof isRefused !== 'boolean' || (typeof came.get(row.row)?.refusalCode === 'string') === isRefused) &&
    (typeof hasProblems !== 'boolean' || row.problems.length > 0 === hasProblems);
}

/** As the file has them, and as they are mended. */
function cellsOf(
  row: SheetRow | undefined,
  mended: Readonly<Record<string, string>>,
): readonly { readonly cell: string; readonly text: string }[] {
  if (row === undefined) return [];
  const texts = new Map(Object.entries(row.cells).map(([letter, { text }]) => [`${letter}${row.row}`, text]));
  const own = new RegExp(`^[A-Z]+${row.row}$`);
  for (const [cell, text] of Object.entries(mended)) if (own.test(cell)) texts.set(cell, text);
  return [...texts].map(([cell, text]) => ({ cell, text }));
}
