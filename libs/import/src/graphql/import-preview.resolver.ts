import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { type Page } from '#libs/kernel';
import { Access, type GraphQLContext, PageArgs } from '#libs/platform';
import { type ImportTold } from '../interpret.js';
import { problemWords } from '../problems.js';
import { type Question } from '../questions.js';
import {
  ImportPreview,
  type ImportPreviewView,
  type ImportRowView,
  MOST_SKIPPED,
} from '../queries/import-preview.js';
import { type Told } from '#libs/spreadsheet';
import { ImportPreviewType, MOST_CHOICES, MOST_ITEMS } from './import-preview.type.js';
import { ImportRowConnection, ImportRowFilter, MOST } from './import-row.type.js';

const OF_LIST = 'Which list; NOT_FOUND where the caller has none of this id, or its rows are gone';

@Resolver()
export class ImportPreviewResolver {
  constructor(private readonly preview: ImportPreview) {}

  @Query(() => ImportPreviewType, {
    description:
      'What a list would do: its columns, what only a person can say, what is told, and the figures of its button',
  })
  @Access.signedIn()
  async importPreview(
    @Args('listId', { type: () => ID, description: OF_LIST }) listId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return previewOf(await this.preview.of(actor, listId));
  }

  @Query(() => ImportRowConnection, {
    description:
      'The people of a list, in the order of the file: what each row would become, and what came of it',
  })
  @Access.signedIn()
  async importRows(
    @Args('listId', { type: () => ID, description: OF_LIST }) listId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => ImportRowFilter, nullable: true }) filter: ImportRowFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<object>> {
    const found = await this.preview.rows(actor, listId, filter ?? {}, page);
    const nodes = new Map(found.nodes.map((row) => [row, rowOf(row)]));
    const nodeOf = (row: ImportRowView): object => nodes.get(row) ?? rowOf(row);
    return {
      ...found,
      nodes: found.nodes.map(nodeOf),
      edges: found.edges.map(({ cursor, node }) => ({ cursor, node: nodeOf(node) })),
    };
  }
}

function previewOf(preview: ImportPreviewView): object {
  const { reading, sheet } = preview;
  const below = sheet.rows.filter(({ row }) => row > Math.max(0, ...sheet.headingRows));
  return {
    listId: preview.listId,
    version: preview.version,
    counts: preview.counts,
    columns: preview.columns.map((column) => ({
      ...column,
      samples: samplesOf(below, column.letter),
    })),
    questions: preview.questions.map(questionOf),
    told: preview.told.map(toldOf),
    skippedCount: preview.skipped.length,
    skipped: preview.skipped
      .slice(0, MOST_SKIPPED)
      .map(({ sameAs, ...skipped }) => ({ ...skipped, sameAs: sameAs ?? null })),
    headingRows: sheet.headingRows,
    headingCandidates: reading.headingCandidates.map(({ rows }) => rows),
    sheet: reading.sheet,
    sheets: reading.sheets,
    encoding: reading.encoding ?? null,
    isEncodingSure: reading.isEncodingSure ?? true,
    encodings: reading.encodings ?? [],
    separator: reading.separator ?? null,
  };
}

const FEW = 3;
const LONGEST_SAMPLE = 100;

function samplesOf(rows: ImportPreviewView['sheet']['rows'], letter: string): string[] {
  const samples: string[] = [];
  for (const { cells } of rows) {
    const text = cells[letter]?.text ?? '';
    if (text !== '') samples.push(text.slice(0, LONGEST_SAMPLE));
    if (samples.length === FEW) break;
  }
  return samples;
}

function questionOf({ about, isOnlyIfUsed, items }: Question): object {
  const isOpen = ({ answer }: Question['items'][number]): boolean => answer === undefined;
  const first = [...items.filter(isOpen), ...items.filter((item) => !isOpen(item))].slice(0, MOST_ITEMS);
  return {
    about,
    isOnlyIfUsed,
    itemCount: items.length,
    items: first.map((item) => ({
      item: item.item,
      shown: item.shown,
      choices: item.choices
        .slice(0, MOST_CHOICES)
        .map((choice) => ({ choice, gives: item.gives[choice ?? ''] ?? [] })),
      rows: item.rows.slice(0, MOST_ITEMS),
      rowCount: item.rowCount,
      isAnswered: item.answer !== undefined,
      answer: item.answer ?? null,
    })),
  };
}

const toldOf = (told: ImportTold | Told): object => ({
  rows: [],
  columns: [],
  sheets: [],
  cells: [],
  ...told,
});

function rowOf({ came, ...row }: ImportRowView): object {
  return {
    row: row.row,
    outcome: row.outcome,
    values: Object.entries(row.fields).map(([field, value]) => ({ field, value: String(value) })),
    changes: Object.entries(row.changes).map(([field, { from, to }]) => ({
      field,
      from: from === undefined ? null : String(from),
      to: String(to),
    })),
    problems: row.problems.slice(0, MOST.problems).map((problem) => ({
      cell: problem.cell,
      kind: problem.kind,
      stops: problem.stops,
      message: problemWords(problem),
      choices: problem.choices ?? [],
      limit: problem.limit ?? null,
      characters: problem.characters ?? null,
      mark: problem.mark ?? null,
      sameAs: problem.sameAs ?? null,
    })),
    waitsFor: row.waitsFor.map((key) => {
      const at = key.indexOf('/');
      return { about: key.slice(0, at), item: key.slice(at + 1) };
    }),
    cells: row.cells.slice(0, MOST.columns),
    others: Object.entries(row.other)
      .slice(0, MOST.columns)
      .map(([heading, value]) => ({ heading, value: String(value) })),
    nominationId: came?.nominationId ?? row.earlierId,
    result: came?.result ?? null,
    refusal:
      typeof came?.refusalCode === 'string' ? { code: came.refusalCode, message: came.refusal ?? '' } : null,
  };
}
