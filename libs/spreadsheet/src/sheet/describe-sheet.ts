import { type CellRange, columnLetter, columnOf } from '../cells/column.js';
import { MOST_TOLD } from '../limits.js';
import {
  type Cell,
  type ColumnLetter,
  type HeadingCandidate,
  type ReadingChoices,
  type SheetOutline,
  type SpreadsheetRow,
  type Told,
} from '../reading.js';
import { RowFinisher } from './finish-rows.js';
import { foldHeading, headingCandidates } from './heading-rows.js';
import { isBlank, type KeptRow } from './kept-row.js';
import { type SheetCollector } from './sheet-collector.js';
import { type SheetName } from './sheet-source.js';

/** One sheet after it was read. */
export interface DescribedSheet {
  readonly outline: SheetOutline;
  readonly candidates: readonly HeadingCandidate[];
  readonly headings: Readonly<Record<ColumnLetter, readonly string[]>>;
  readonly top: readonly SpreadsheetRow[];
  readonly columns: readonly ColumnLetter[];
  readonly told: readonly Told[];
}

/** @param choices `headingRows` only for the sheet that a person has chosen them for */
export function describeSheet(
  { name, isHidden }: SheetName,
  collector: SheetCollector,
  choices: Pick<ReadingChoices, 'headingRows' | 'headingWords'>,
): DescribedSheet {
  const words = new Set((choices.headingWords ?? []).map(foldHeading).filter((word) => word !== ''));
  const candidates = headingCandidates(collector.top, collector.facts.merges, words);
  const headingRows = choices.headingRows ?? candidates[0]?.rows ?? [];
  const finisher = new RowFinisher(collector.facts);
  const rows = collector.top.map((row) => finisher.row(row));
  const last = Math.max(0, ...headingRows);
  const top = rows.filter(({ row }) => row <= last);
  const headings = headingsOf(headingRows, top);
  const above = top.filter(({ cells }) => Object.values(cells).some((cell) => !isBlank(cell))).length;
  const rowsBelowHeadings = collector.rowCount - above;
  const columns = columnsOf(collector, headings, last);
  return {
    outline: {
      name,
      isHidden,
      rowsWithContent: collector.rowCount,
      rowsBelowHeadings,
      headingRows,
      headings: Object.fromEntries(
        Object.entries(headings).map(([column, texts]) => [column, texts.at(-1)!]),
      ),
      isList: rowsBelowHeadings > 0 && headingRows.length > 0 && columns.length > 1,
    },
    candidates,
    headings,
    top,
    columns,
    told: toldOf(collector, finisher, { headingRows, headings, columns }),
  };
}

/** By column the texts of its headings, upper ones first; a merged cell is the heading of every column under it. */
function headingsOf(
  headingRows: readonly number[],
  top: readonly SpreadsheetRow[],
): Record<ColumnLetter, string[]> {
  const headings: Record<ColumnLetter, string[]> = {};
  for (const number of headingRows) {
    const row = top.find((one) => one.row === number);
    for (const [column, cell] of Object.entries(row?.cells ?? {})) {
      const text = textOf(cell, top).trim();
      // A cell merged downwards over both rows is one heading.
      if (text !== '' && headings[column]?.at(-1) !== text) (headings[column] ??= []).push(text);
    }
  }
  return headings;
}

function textOf(cell: Cell, top: readonly SpreadsheetRow[]): string {
  const found = /^([A-Z]+)(\d+)$/.exec(cell.mergedFrom ?? '');
  if (found === null) return cell.text;
  return top.find(({ row }) => row === Number(found[2]))?.cells[found[1]!]?.text ?? '';
}

function columnsOf(
  { lastRowOf }: SheetCollector,
  headings: Readonly<Record<ColumnLetter, unknown>>,
  lastHeadingRow: number,
): ColumnLetter[] {
  const below = [...lastRowOf]
    .filter(([, row]) => row > lastHeadingRow)
    .map(([column]) => columnLetter(column));
  return [...new Set([...Object.keys(headings), ...below])].sort((a, b) => columnOf(a) - columnOf(b));
}

interface Found {
  readonly headingRows: readonly number[];
  readonly headings: Readonly<Record<ColumnLetter, readonly string[]>>;
  readonly columns: readonly ColumnLetter[];
}

function toldOf(collector: SheetCollector, finisher: RowFinisher, found: Found): Told[] {
  const { facts } = collector;
  const { headingRows, headings, columns } = found;
  const last = Math.max(0, ...headingRows);
  const isInHeadings = ({ top, bottom }: CellRange): boolean =>
    headingRows.some((row) => top <= row && row <= bottom);
  const isDown = ({ top, bottom }: CellRange): boolean => top > last && bottom > top;
  const hasMerged = headingRows.length > 1 && facts.merges.some(isInHeadings);
  const lists: Told[] = [
    { kind: 'HIDDEN_ROWS', rows: rowsOf(collector.hiddenRows.filter((row) => !finisher.isFiltered(row))) },
    { kind: 'FILTERED_ROWS', rows: rowsOf(collector.hiddenRows.filter((row) => finisher.isFiltered(row))) },
    { kind: 'HIDDEN_COLUMNS', columns: columns.filter((letter) => isHidden(columnOf(letter), collector)) },
    { kind: 'MERGED_HEADINGS', rows: hasMerged ? headingRows : [] },
    { kind: 'MERGED_DOWN', columns: lettersOf(facts.merges.filter(isDown).map(({ left }) => left)) },
    {
      kind: 'CELLS_WITHOUT_HEADING',
      columns: last === 0 ? [] : columns.filter((letter) => !(letter in headings)),
    },
    { kind: 'COMMENTS_NOT_USED', cells: facts.comments },
    { kind: 'FORMULAS_WITHOUT_VALUE', cells: collector.formulasWithoutValue },
    { kind: 'ERROR_VALUES', cells: collector.errors },
    { kind: 'CELLS_TOO_LONG', cells: collector.longCells },
  ];
  return lists.filter((told) =>
    Object.values(told).some((value) => Array.isArray(value) && value.length > 0),
  );
}

const rowsOf = (rows: readonly KeptRow[]): number[] => rows.map(({ row }) => row);

const isHidden = (column: number, { facts }: SheetCollector): boolean =>
  facts.hiddenColumns.some(({ from, to }) => from <= column && column <= to);

const lettersOf = (columns: readonly number[]): ColumnLetter[] =>
  [...new Set(columns)]
    .sort((a, b) => a - b)
    .slice(0, MOST_TOLD)
    .map(columnLetter);
