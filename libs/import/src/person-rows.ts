import { type Column } from './columns.js';
import { kindOfRow, listShape, filledCells } from './kinds-of-rows.js';
import { answerKey, type Asking } from './questions.js';
import { type SheetRow } from './sheet.js';

/** Why a row is nobody. */
export type SkipReason =
  | 'BLANK'
  | 'ABOVE_HEADINGS'
  | 'HEADINGS_AGAIN'
  | 'BELOW_ROWS'
  | 'TOTAL'
  | 'GROUP_HEADING'
  | 'HIDDEN'
  | 'FILTERED'
  | 'SAME_AS_ROW'
  | 'STRAY_CELL';

/** A row that is nobody, or a run of blank ones. */
export interface SkippedRow {
  readonly row: number;
  /** The last row of the run; the same as `row` for a single one. */
  readonly to: number;
  readonly why: SkipReason;
  /** SAME_AS_ROW: the row that stands for it. */
  readonly sameAs?: number;
}

export const skip = (row: number, why: SkipReason, sameAs?: number): SkippedRow => ({
  row,
  to: row,
  why,
  ...(sameAs === undefined ? {} : { sameAs }),
});

/** The group that the last heading between the rows says. */
export interface Group {
  /** Null above the first heading. */
  readonly text: string | null;
  /** A row since then may be a heading too: the key of the question about the last of those. */
  readonly waitsFor: string | null;
}

/** A row that is a person, or may be one. */
export interface PersonRow {
  readonly row: SheetRow;
  readonly group: Group;
  readonly waitsFor: readonly string[];
}

/** The rows that are people, and those that are not, from the first row of the sheet to the last. */
export function personRows(
  rows: readonly SheetRow[],
  headingRows: readonly number[],
  columns: readonly Column[],
  asking: Asking,
): { readonly people: readonly PersonRow[]; readonly skipped: readonly SkippedRow[] } {
  const sorter = new Sorter(columns, rows, Math.max(0, ...headingRows), asking);
  let expected = 1;
  for (const row of rows) {
    sorter.blank(expected, row.row - 1);
    expected = row.row + 1;
    if (!headingRows.includes(row.row)) sorter.sort(row);
  }
  return sorter;
}

class Sorter {
  readonly people: PersonRow[] = [];
  readonly skipped: SkippedRow[] = [];
  private group: Group = { text: null, waitsFor: null };
  private readonly shape: ReturnType<typeof listShape>;

  constructor(
    columns: readonly Column[],
    rows: readonly SheetRow[],
    private readonly lastHeading: number,
    private readonly asking: Asking,
  ) {
    this.shape = listShape(
      columns,
      rows.filter(({ row }) => row > lastHeading),
    );
  }

  /** A run of rows without anything. */
  blank(from: number, to: number): void {
    if (to < from) return;
    const last = this.skipped.at(-1);
    if (last?.why === 'BLANK' && last.to === from - 1)
      this.skipped[this.skipped.length - 1] = { ...last, to };
    else this.skipped.push({ row: from, to, why: 'BLANK' });
  }

  sort(row: SheetRow): void {
    if (row.row < this.lastHeading) {
      if (filledCells(row).size === 0) this.blank(row.row, row.row);
      else this.skipped.push(skip(row.row, 'ABOVE_HEADINGS'));
      return;
    }
    const kind = kindOfRow(row, this.shape);
    switch (kind) {
      case 'BLANK':
        this.blank(row.row, row.row);
        return;
      case 'PERSON':
      case 'PERSON_OR_HEADING':
        this.person(row, kind === 'PERSON_OR_HEADING');
        return;
      case 'GROUP_HEADING':
        this.heading(row);
        return;
      case 'BELOW_ROWS':
      case 'HEADINGS_AGAIN':
      case 'STRAY_CELL':
      case 'TOTAL':
        this.skipped.push(skip(row.row, kind));
    }
  }

  private person(row: SheetRow, mayBeHeading: boolean): void {
    const waitsFor: string[] = [];
    if (row.isHidden === true || row.isFiltered === true) {
      const said = this.asking.ask('HIDDEN_ROWS', '', {
        shown: '',
        choices: ['LEAVE_OUT', 'TAKE'],
        row: row.row,
      });
      if (said === 'LEAVE_OUT') {
        this.skipped.push(skip(row.row, row.isFiltered === true ? 'FILTERED' : 'HIDDEN'));
        return;
      }
      if (said === undefined) waitsFor.push(answerKey('HIDDEN_ROWS'));
    }
    if (mayBeHeading) {
      const shown = [...filledCells(row).values()][0] ?? '';
      const said = this.asking.ask('GROUP_HEADINGS', String(row.row), {
        shown,
        choices: ['HEADING', 'PERSON'],
        row: row.row,
      });
      if (said === 'HEADING') {
        this.heading(row);
        return;
      }
      if (said === undefined) {
        const key = answerKey('GROUP_HEADINGS', row.row);
        waitsFor.push(key);
        this.group = { ...this.group, waitsFor: key };
      }
    }
    this.people.push({ row, group: this.group, waitsFor });
  }

  private heading(row: SheetRow): void {
    this.group = { text: [...filledCells(row).values()][0] ?? '', waitsFor: null };
    this.skipped.push(skip(row.row, 'GROUP_HEADING'));
  }
}
