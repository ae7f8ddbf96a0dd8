import { type Buffer } from 'node:buffer';
import { shortened } from '../cells/long-text.js';
import { type ReadingChoices } from '../reading.js';
import { refused } from '../refusals.js';
import { type SheetName, type SheetSink, type Workbook } from '../sheet/sheet-source.js';
import { type DecodedText, decodeText } from './encodings.js';
import { isText } from './letters.js';
import { guessSeparator } from './separator.js';
import { rowsOf } from './tokens.js';

const SEP_LINE = /^"?sep=(.)"?(?:\r\n?|\n|$)/i;
const SAMPLES = 3;
const LONGEST_SAMPLE = 80;

/** CSV, text parted by tabs, and pasted cells: one sheet without a name. */
export class TextWorkbook implements Workbook {
  readonly format: 'CSV' | 'TSV';
  readonly sheets: readonly SheetName[] = [{ name: '', isHidden: false }];

  private constructor(
    readonly decoded: Omit<DecodedText, 'text'>,
    readonly separator: string | null,
    private readonly text: string,
  ) {
    this.format = separator === '\t' ? 'TSV' : 'CSV';
  }

  /** @throws Refusal */
  static async open(bytes: Buffer, choices: ReadingChoices): Promise<TextWorkbook> {
    const { text, ...decoded } = await decodeText(bytes, choices.encoding, (sample) =>
      samplesOf(sample, choices),
    );
    if (!isText(text)) throw refused('NOT_A_SPREADSHEET');
    const { separator, body } = partsOf(text, choices);
    return new TextWorkbook(decoded, separator, body);
  }

  read(_sheet: number, sink: SheetSink): void {
    let row = 0;
    for (const { cells, width } of rowsOf(this.text, this.separator)) {
      row++;
      if (width === 0) continue;
      sink.beginRow(row);
      for (let column = 0; column < cells.length; column++) {
        const text = cells[column]!;
        if (text !== '') sink.cell(column, shortened(text));
      }
      if (width > cells.length) sink.cell(width - 1, { text: '…' });
    }
  }
}

/** A `sep=` line is believed, and is no row. */
function partsOf(
  text: string,
  choices: ReadingChoices,
): { readonly separator: string | null; readonly body: string } {
  const line = SEP_LINE.exec(text);
  const body = line === null ? text : text.slice(line[0].length);
  const separator = choices.separator ?? line?.[1] ?? guessSeparator(body);
  return { separator: separator === null || separator.length !== 1 ? null : separator, body };
}

/** From each of the first rows that have one, the first cell with letters beyond ASCII; headings are left out where there is more. */
function samplesOf(text: string, choices: ReadingChoices): string[] {
  const { separator, body } = partsOf(text, choices);
  const samples: string[] = [];
  let row = 0;
  for (const { cells } of rowsOf(body, separator)) {
    const cell = row++ === 0 ? undefined : cells.find((one) => /[^\x00-\x7F]/.test(one));
    if (cell !== undefined) samples.push(cell.trim().slice(0, LONGEST_SAMPLE));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}
