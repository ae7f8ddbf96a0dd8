import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DocumentRenderer, type NoDocument } from '#libs/documents';
import { Refusal } from '#libs/kernel';
import { fileName } from '../writers/names.js';
import { type CellValue, type Sheet, type SheetSummary, type SheetWriter } from '../writers/sheet.js';
import { ZipWriter } from '../writers/zip.js';
import { type AboutList, listDocument, rowsOfADocument } from './list-document.js';

/** Rows of one file: its documents are made before the first byte of it is given out, and held until then. */
export const MOST_PDF_ROWS = 10_000;

type Rows = readonly (readonly CellValue[])[];

/** Lists for a board: one PDF or, of more than `rowsOfADocument`, several in a ZIP, numbered. */
@Injectable()
export class PdfLists implements OnApplicationShutdown {
  private readonly renderer = new DocumentRenderer();

  async onApplicationShutdown(): Promise<void> {
    await this.renderer.close();
  }

  /**
   * Gives nothing before all of it is made. Refuses INVALID_INPUT, for `format`, what is longer than `MOST_PDF_ROWS`, has a sign that no font has (named
   * with its column and row), or takes too long.
   */
  writer(about: AboutList): SheetWriter {
    return (sheet) => this.write(sheet, about);
  }

  private async *write(sheet: Sheet, about: AboutList): AsyncGenerator<Uint8Array, SheetSummary> {
    const rows = await gathered(sheet.pages);
    const most = rowsOfADocument(sheet.columns.length);
    const parts = Math.max(1, Math.ceil(rows.length / most));
    const documents: Uint8Array[] = [];
    let cut = 0;
    for (let part = 1; part <= parts; part += 1) {
      const from = (part - 1) * most;
      const ofPart = rows.slice(from, from + most);
      const document = listDocument(sheet, about, { rows: ofPart, part, parts, rowsInAll: rows.length });
      const made = await this.renderer.render('list', document.data);
      if ('reason' in made) throw refusalOf(made, sheet, from);
      cut += document.cut;
      documents.push(made.pdf);
    }
    yield* parts === 1 ? documents : archived(sheet.name, documents);
    return { rows: rows.length, guarded: 0, cut, sheets: parts };
  }
}

/** All rows, as far as a file may have them. */
async function gathered(pages: Sheet['pages']): Promise<Rows> {
  const rows: (readonly CellValue[])[] = [];
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length > MOST_PDF_ROWS) throw tooLong();
  }
  return rows;
}

async function* archived(name: string, documents: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipWriter();
  const digits = String(documents.length).length;
  for (const [at, document] of documents.entries()) {
    const number = String(at + 1).padStart(digits, '0');
    yield* zip.entry(fileName(`${name} ${number}`, 'pdf'), [document]);
  }
  yield zip.end();
}

/** Whether what begins so is an archive of documents. */
export const isArchive = (beginning: Uint8Array): boolean => beginning[0] === 0x50 && beginning[1] === 0x4b;

const refused = (message: string): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', message, ['format']);

const tooLong = (): Refusal<'INVALID_INPUT'> =>
  refused('A PDF has 10,000 rows at most. Narrow the list by a filter, or choose XLSX or CSV.');

function refusalOf(why: NoDocument, { columns }: Sheet, rowsBefore: number): Error {
  if (why.reason === 'TOO_MUCH_WORK')
    return refused('The PDF takes too long to make. Choose fewer columns, or narrow the list by a filter.');
  if (why.reason === 'BUSY') return new Error('Too many documents wait to be made');
  const [first] = why.missing;
  if (first === undefined) return new Error('No sign is missing, and there is no document');
  const { path, sign, codePoint } = first;
  const [place, row, column] = path;
  if (place !== 'rows')
    return refused(`No font for PDF has the sign ${sign} (${codePoint}). Choose XLSX or CSV.`);
  const number = rowsBefore + Number(row) + 1;
  return refused(
    `No font for PDF has the sign ${sign} (${codePoint}) of row ${number}, column “${columns[Number(column)]?.heading ?? ''}”. Leave that column out, or choose XLSX or CSV.`,
  );
}
