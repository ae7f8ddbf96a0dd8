import { type Buffer } from 'node:buffer';
import { cellName, type CellRange, columnLetter } from '../cells/column.js';
import { MOST_COLUMNS } from '../limits.js';
import { type Cell, type ColumnLetter, type SpreadsheetRow } from '../reading.js';
import { type KeptRow } from './kept-row.js';
import { type SheetFacts } from './sheet-source.js';

/** Puts into rows what is known only once the whole sheet was read: links, covered cells, what a filter hides. */
export class RowFinisher {
  private readonly mergesByRow = new Map<number, CellRange[]>();
  private readonly tall: readonly CellRange[];

  constructor(private readonly facts: SheetFacts) {
    const isLow = ({ top, bottom }: CellRange): boolean => bottom - top < 100;
    for (const merge of facts.merges.filter(isLow)) {
      for (let row = merge.top; row <= merge.bottom; row++) {
        const merges = this.mergesByRow.get(row);
        if (merges === undefined) this.mergesByRow.set(row, [merge]);
        else merges.push(merge);
      }
    }
    this.tall = facts.merges.filter((merge) => !isLow(merge)).slice(0, 100);
  }

  rows(batch: { readonly json: Buffer }): SpreadsheetRow[] {
    return (JSON.parse(batch.json.toString()) as KeptRow[]).map((row) => this.row(row));
  }

  row(kept: KeptRow): SpreadsheetRow {
    const { row } = kept;
    const byColumn = new Map<number, Cell>();
    for (const [column, cell] of kept.cells) byColumn.set(column, this.linked(row, column, cell));
    for (const merge of this.mergesOf(row)) cover(byColumn, row, merge);
    const cells: Record<ColumnLetter, Cell> = {};
    for (const column of [...byColumn.keys()].sort((a, b) => a - b))
      cells[columnLetter(column)] = byColumn.get(column)!;
    const isFiltered = this.isFiltered(kept);
    return {
      row,
      cells,
      ...(kept.isHidden && !isFiltered ? { isHidden: true as const } : {}),
      ...(isFiltered ? { isFiltered: true as const } : {}),
    };
  }

  /** Hidden, and not by hand: a filter lies over the row, and lets its text not through. */
  isFiltered({ row, cells, isHidden, isFiltered }: KeptRow): boolean {
    const { filterRange, filters } = this.facts;
    if (isFiltered) return true;
    if (!isHidden || filterRange === undefined || row <= filterRange.top || row > filterRange.bottom)
      return false;
    return filters.some(({ column, shown }) => {
      const cell = cells.find(([at]) => at === column)?.[1];
      return !shown.has(cell?.text ?? '');
    });
  }

  private linked(row: number, column: number, cell: Cell): Cell {
    if (this.facts.links.size === 0) return cell;
    const link = this.facts.links.get(cellName(row, column));
    return link === undefined ? cell : { ...cell, link };
  }

  private mergesOf(row: number): CellRange[] {
    const low = this.mergesByRow.get(row) ?? [];
    return this.tall.length === 0
      ? low
      : [...low, ...this.tall.filter(({ top, bottom }) => top <= row && row <= bottom)];
  }
}

/** Text under a covering cell, which no program shows, goes. */
function cover(cells: Map<number, Cell>, row: number, { top, left, right }: CellRange): void {
  const mergedFrom = cellName(top, left);
  for (let column = left; column <= Math.min(right, MOST_COLUMNS - 1); column++) {
    if (row !== top || column !== left) cells.set(column, { text: '', mergedFrom });
  }
}
