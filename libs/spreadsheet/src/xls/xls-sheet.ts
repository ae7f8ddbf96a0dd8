import { type Buffer } from 'node:buffer';
import { cellName } from '../cells/column.js';
import { shortened } from '../cells/long-text.js';
import { formatNumber, type NumberFormat } from '../cells/number-format.js';
import { type DateSystem } from '../cells/serial-date.js';
import { MOST_ROWS, MOST_TOLD } from '../limits.js';
import { type Cell } from '../reading.js';
import { refused } from '../refusals.js';
import { MOST_FACTS, type SheetSink } from '../sheet/sheet-source.js';
import { readHyperlink } from './hyperlink.js';
import { RECORD, records, withContinuations } from './records.js';
import { TextReader } from './strings.js';

const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};
const HIDDEN_ROW = 0x20;

export interface XlsSheet {
  readonly stream: Buffer;
  readonly at: number;
  readonly sink: SheetSink;
  readonly strings: readonly Cell[];
  readonly system: DateSystem;
  readonly format: (style: number) => NumberFormat;
}

/** Reads one sheet: rows are told in blocks before their cells, so that they are gathered and given in order. */
export function readXlsSheet(sheet: XlsSheet): void {
  const reader = new XlsSheetReader(sheet);
  let depth = 0;
  for (const record of records(sheet.stream, sheet.at)) {
    const { type, data } = record;
    // Charts inside the sheet begin and end like sheets.
    if (type === RECORD.BEGIN) depth++;
    else if (type === RECORD.EOF && --depth <= 0) break;
    else if (depth === 1 && type === RECORD.STRING)
      reader.takeFormulaText(withContinuations(sheet.stream, record));
    else if (depth === 1) reader.take(type, data);
  }
  reader.end();
}

class XlsSheetReader {
  private readonly hiddenRows = new Set<number>();
  private readonly rows = new Map<number, { readonly column: number; readonly cell: Cell }[]>();
  /** A formula whose text stands in the next record. */
  private formula: { readonly row: number; readonly column: number } | undefined;

  constructor(private readonly sheet: XlsSheet) {}

  take(type: number, data: Buffer): void {
    if (data.length < 6 && type !== RECORD.MERGED_CELLS) return;
    switch (type) {
      case RECORD.LABEL_SHARED:
        if (data.length < 10) return;
        return this.put(data, this.sheet.strings[data.readUInt32LE(6)]);
      case RECORD.RK:
        if (data.length < 10) return;
        return this.put(data, this.number(rkNumber(data.readInt32LE(6)), data.readUInt16LE(4)));
      case RECORD.MULTIPLE_RK:
        return this.multiple(data);
      case RECORD.NUMBER:
        if (data.length < 14) return;
        return this.put(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
      case RECORD.FORMULA:
        return this.takeFormula(data);
      case RECORD.BOOLEAN_OR_ERROR:
        if (data.length < 8) return;
        return this.put(data, truthOrError(data[6]!, data[7] === 1));
      case RECORD.LABEL:
      case RECORD.RICH_STRING: {
        const text = new TextReader([data.subarray(6)]);
        return this.put(data, shortened(text.text(text.uint16())));
      }
      default:
        return this.takeFact(type, data);
    }
  }

  /** The text that a formula gave; a long one goes on in further records. */
  takeFormulaText(parts: readonly Buffer[]): void {
    if (this.formula === undefined || parts[0]!.length < 3) return;
    const text = new TextReader(parts);
    this.putAt(this.formula.row, this.formula.column, shortened(text.text(text.uint16())));
    this.formula = undefined;
  }

  /** Gives the rows in order; cells of a row may have come in any. */
  end(): void {
    const { sink } = this.sheet;
    for (const row of [...this.rows.keys()].sort((a, b) => a - b)) {
      sink.beginRow(row, this.hiddenRows.has(row));
      const cells = this.rows.get(row)!.sort((a, b) => a.column - b.column);
      let last = -1;
      for (const { column, cell } of cells) {
        if (column !== last) sink.cell(column, cell);
        last = column;
      }
    }
  }

  private put(data: Buffer, cell: Cell | undefined): void {
    this.putAt(data.readUInt16LE(0) + 1, data.readUInt16LE(2), cell);
  }

  private putAt(row: number, column: number, cell: Cell | undefined): void {
    if (cell === undefined) return;
    const cells = this.rows.get(row);
    if (cells !== undefined) cells.push({ column, cell });
    else if (this.rows.size >= MOST_ROWS) throw refused('TOO_MANY_ROWS', { limit: MOST_ROWS });
    else this.rows.set(row, [{ column, cell }]);
  }

  private number(value: number, style: number): Cell {
    const cell = formatNumber(value, this.sheet.format(style), this.sheet.system);
    if (cell.date !== undefined) this.sheet.sink.facts.dateSystem = this.sheet.system;
    return cell;
  }

  private multiple(data: Buffer): void {
    const row = data.readUInt16LE(0) + 1;
    const first = data.readUInt16LE(2);
    for (let at = 4, column = first; at + 6 <= data.length - 2; at += 6, column++) {
      this.putAt(row, column, this.number(rkNumber(data.readInt32LE(at + 2)), data.readUInt16LE(at)));
    }
  }

  private takeFormula(data: Buffer): void {
    if (data.length < 14) return;
    this.formula = undefined;
    if (data.readUInt16LE(12) !== 0xffff)
      return this.put(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
    const kind = data[6];
    if (kind === 0) this.formula = { row: data.readUInt16LE(0) + 1, column: data.readUInt16LE(2) };
    else if (kind === 1 || kind === 2) this.put(data, truthOrError(data[8]!, kind === 2));
  }

  private takeFact(type: number, data: Buffer): void {
    const { facts } = this.sheet.sink;
    if (type === RECORD.ROW && data.length >= 14) {
      if (data.readUInt16LE(12) & HIDDEN_ROW) this.hiddenRows.add(data.readUInt16LE(0) + 1);
    } else if (type === RECORD.COLUMN_INFO && data.length >= 10) {
      if (data.readUInt16LE(8) & 1)
        facts.hiddenColumns.push({ from: data.readUInt16LE(0), to: data.readUInt16LE(2) });
    } else if (type === RECORD.NOTE && facts.comments.length < MOST_TOLD) {
      facts.comments.push(cellName(data.readUInt16LE(0) + 1, data.readUInt16LE(2)));
    } else if (type === RECORD.MERGED_CELLS) {
      for (let at = 2; at + 8 <= data.length && facts.merges.length < MOST_FACTS; at += 8) {
        const [top, bottom, left, right] = [0, 2, 4, 6].map((step) => data.readUInt16LE(at + step));
        facts.merges.push({ top: top! + 1, bottom: bottom! + 1, left: left!, right: right! });
      }
    } else if (type === RECORD.HYPERLINK && data.length >= 32) {
      const address = readHyperlink(data);
      if (address !== undefined)
        facts.links.set(cellName(data.readUInt16LE(0) + 1, data.readUInt16LE(4)), address);
    }
  }
}

/** Thirty bits: a whole number or the upper half of a floating one, perhaps of a hundredth. */
function rkNumber(bits: number): number {
  const isWhole = (bits & 2) !== 0;
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(0, bits & ~3);
  const value = isWhole ? bits >> 2 : view.getFloat64(0);
  return (bits & 1) !== 0 ? value / 100 : value;
}

function truthOrError(value: number, isError: boolean): Cell {
  if (!isError) return { text: value === 0 ? 'FALSE' : 'TRUE' };
  const error = ERRORS[value] ?? '#N/A';
  return { text: error, error };
}
