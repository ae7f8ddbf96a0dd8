import { type Cell } from '../reading.js';

/** A row on its way: cells by column from 0, rising. */
export interface KeptRow {
  readonly row: number;
  readonly cells: (readonly [column: number, cell: Cell])[];
  readonly isHidden: boolean;
  readonly isFiltered: boolean;
}

/** A cell with nothing in it is no cell; blanks are nothing, also those that do not break. */
export const isBlank = (cell: Cell): boolean => !cell.formulaWithoutValue && cell.text.trim() === '';
