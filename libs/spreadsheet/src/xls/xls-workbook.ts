import { type Buffer } from 'node:buffer';
import { builtInFormat, type NumberFormat, numberFormat } from '../cells/number-format.js';
import { type DateSystem } from '../cells/serial-date.js';
import { MOST_SHEETS } from '../limits.js';
import { type Cell } from '../reading.js';
import { refused } from '../refusals.js';
import { type SheetName, type SheetSink, type Workbook } from '../sheet/sheet-source.js';
import { CompoundFile } from './compound-file.js';
import { RECORD, records, withContinuations, type XlsRecord } from './records.js';
import { readSharedStrings, TextReader } from './strings.js';
import { readXlsSheet } from './xls-sheet.js';

const BIFF8 = 0x0600;
const WORKSHEET = 0;

interface XlsSheetName extends SheetName {
  /** Where in the stream it begins; undefined for a chart or a macro. */
  readonly at: number | undefined;
}

/** Excel 97 to 2003 (BIFF8). Older ones are refused in words: their letters depend on a machine that nobody has any more. */
export class XlsWorkbook implements Workbook {
  readonly format = 'XLS';
  readonly sheets: XlsSheetName[] = [];
  private system: DateSystem = 1900;
  private strings: Cell[] = [];
  private readonly codes = new Map<number, NumberFormat>();
  private readonly styles: number[] = [];

  private constructor(private readonly stream: Buffer) {
    let isFirst = true;
    for (const record of records(stream, 0)) {
      if (isFirst && !isBiff8(record)) throw refused('OTHER_SPREADSHEET');
      isFirst = false;
      if (record.type === RECORD.EOF) break;
      this.take(record);
    }
    if (this.sheets.length === 0) throw refused('DAMAGED');
  }

  /** @throws Refusal */
  static open(bytes: Buffer): XlsWorkbook {
    const file = new CompoundFile(bytes);
    if (file.has('EncryptedPackage') || file.has('EncryptionInfo')) throw refused('PASSWORD');
    const stream = file.stream('Workbook');
    if (stream !== undefined) return new XlsWorkbook(stream);
    if (file.has('Book')) throw refused('OTHER_SPREADSHEET');
    if (file.has('WordDocument') || file.has('PowerPoint Document')) throw refused('DOCUMENT');
    if (file.has('__properties_version1.0')) throw refused('MAIL');
    throw refused('NOT_A_SPREADSHEET');
  }

  read(sheet: number, sink: SheetSink): void {
    const at = this.sheets[sheet]?.at;
    if (at === undefined) return;
    const { stream, strings, system } = this;
    readXlsSheet({ stream, at, sink, strings, system, format: (style) => this.formatOf(style) });
  }

  private formatOf(style: number): NumberFormat {
    const id = this.styles[style] ?? 0;
    return this.codes.get(id) ?? builtInFormat(id);
  }

  private take(record: XlsRecord): void {
    const { type, data } = record;
    if (type === RECORD.FILE_PASS) throw refused('PASSWORD');
    if (type === RECORD.DATE_1904) this.system = data.length >= 2 && data.readUInt16LE(0) === 1 ? 1904 : 1900;
    if (type === RECORD.EXTENDED_FORMAT && data.length >= 4) this.styles.push(data.readUInt16LE(2));
    if (type === RECORD.FORMAT) {
      const reader = new TextReader([data]);
      this.codes.set(reader.uint16(), numberFormat(reader.text(reader.uint16())));
    }
    if (type === RECORD.SHARED_STRINGS)
      this.strings = readSharedStrings(withContinuations(this.stream, record));
    if (type === RECORD.BOUND_SHEET) this.addSheet(data);
  }

  private addSheet(data: Buffer): void {
    const reader = new TextReader([data]);
    const at = reader.uint32();
    const state = reader.uint8();
    const kind = reader.uint8();
    const name = reader.text(reader.uint8());
    const isSheet = kind === WORKSHEET && at < this.stream.length;
    this.sheets.push({ name, isHidden: (state & 0x03) !== 0, at: isSheet ? at : undefined });
    if (this.sheets.length > MOST_SHEETS) {
      throw refused('TOO_MANY_SHEETS', { sheets: this.sheets.length, limit: MOST_SHEETS });
    }
  }
}

const isBiff8 = ({ type, data }: XlsRecord): boolean =>
  type === RECORD.BEGIN && data.length >= 4 && data.readUInt16LE(0) === BIFF8;
