import { writeCsv } from './csv.js';
import { type SheetWriter } from './sheet.js';
import { writeXlsx } from './xlsx.js';

export interface ExportFormat {
  /** Of file names. */
  readonly ending: string;
  readonly contentType: string;
  readonly write: SheetWriter;
}

/** The kinds of files that a list can become. */
export const FORMATS = {
  CSV: { ending: 'csv', contentType: 'text/csv; charset=utf-8; header=present', write: writeCsv },
  XLSX: {
    ending: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (sheet) => writeXlsx(sheet),
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;
