import { type Buffer } from 'node:buffer';
import { Refusal } from '#libs/kernel/refusal';
import { openWorkbook } from './open-workbook.js';
import { type Reading, type ReadingChoices, type SheetOutline, type SpreadsheetRow } from './reading.js';
import { refused } from './refusals.js';
import { type DescribedSheet, describeSheet } from './sheet/describe-sheet.js';
import { RowFinisher } from './sheet/finish-rows.js';
import { SheetCollector } from './sheet/sheet-collector.js';
import { type SheetName, type Workbook } from './sheet/sheet-source.js';
import { TextWorkbook } from './text/text-workbook.js';

/** A reading whose rows are in this process. */
export interface ReadWorkbook {
  readonly head: Omit<Reading, 'rows' | 'close'>;
  /** In order, some hundred at once. */
  readonly batches: () => Iterable<readonly SpreadsheetRow[]>;
}

/** One sheet after it was read: described, or the reason why it cannot be. */
interface ReadSheet {
  readonly name: SheetName;
  readonly collector: SheetCollector;
  readonly described: DescribedSheet;
  readonly refusal: Refusal | undefined;
}

/**
 * Reads a whole file in this process: `readSpreadsheet` does it in one of its own. Every sheet is read, for people choose by their rows;
 * the rows of one are kept. @throws Refusal
 */
export async function readWorkbook(bytes: Buffer, choices: ReadingChoices): Promise<ReadWorkbook> {
  const workbook = await openWorkbook(bytes, choices);
  const isNamed = choices.sheet !== undefined;
  if (isNamed && !workbook.sheets.some(({ name }) => name === choices.sheet)) throw refused('NO_SUCH_SHEET');
  const outlines: SheetOutline[] = [];
  let taken: ReadSheet | undefined;
  for (const [index, name] of workbook.sheets.entries()) {
    const isWanted = isNamed ? name.name === choices.sheet && taken === undefined : rank(taken) < BEST;
    const sheet = await readSheet(workbook, index, { name, isWanted, choices });
    outlines.push(sheet.described.outline);
    if (isWanted && (isNamed || rank(sheet) > rank(taken))) taken = sheet;
  }
  if (taken === undefined || outlines.every(({ rowsWithContent }) => rowsWithContent === 0)) {
    throw taken?.refusal ?? refused('EMPTY');
  }
  if (taken.refusal !== undefined) throw taken.refusal;
  if (taken.described.outline.rowsBelowHeadings === 0) throw refused('NO_ROWS');
  return { head: headOf(workbook, taken, outlines), batches: () => batchesOf(taken.collector) };
}

async function readSheet(
  workbook: Workbook,
  index: number,
  {
    name,
    isWanted,
    choices,
  }: { readonly name: SheetName; readonly isWanted: boolean; readonly choices: ReadingChoices },
): Promise<ReadSheet> {
  const collector = new SheetCollector(isWanted);
  let refusal: Refusal | undefined;
  try {
    await workbook.read(index, collector);
    collector.end();
  } catch (error) {
    // A sheet that is too large is no reason to refuse another one.
    if (!(error instanceof Refusal) || !/^TOO_MANY_(ROWS|COLUMNS)$/.test(String(error.code))) throw error;
    refusal = error;
  }
  const { headingWords, headingRows } = choices;
  const isChosen = isWanted && (choices.sheet === name.name || workbook.sheets.length === 1);
  const described = describeSheet(name, collector, {
    headingWords,
    headingRows: isChosen ? headingRows : undefined,
  });
  return { name, collector, described, refusal };
}

const BEST = 4;

/** Without a choice: a visible list before a hidden one, a list before other rows, rows before none. */
function rank(sheet: ReadSheet | undefined): number {
  if (sheet === undefined) return -1;
  const { rowsWithContent, isList, isHidden } = sheet.described.outline;
  if (rowsWithContent === 0) return 0;
  if (sheet.refusal !== undefined) return isHidden ? 1 : 3;
  return isHidden ? (isList ? 2 : 1) : isList ? BEST : 3;
}

function headOf(
  workbook: Workbook,
  { name, collector, described }: ReadSheet,
  sheets: readonly SheetOutline[],
): ReadWorkbook['head'] {
  const { outline, candidates, headings, top, columns } = described;
  const hidden = sheets.filter((sheet) => sheet.isHidden).map((sheet) => sheet.name);
  return {
    format: workbook.format,
    ...(workbook instanceof TextWorkbook ? { ...workbook.decoded, separator: workbook.separator } : {}),
    sheets,
    sheet: name.name,
    headingRows: outline.headingRows,
    headingCandidates: candidates,
    headings,
    top,
    columns,
    ...(collector.facts.dateSystem === undefined ? {} : { dateSystem: collector.facts.dateSystem }),
    told: [
      ...(hidden.length === 0 ? [] : [{ kind: 'HIDDEN_SHEETS' as const, sheets: hidden }]),
      ...described.told,
    ],
    rowCount: collector.rowCount,
  };
}

function* batchesOf({ batches, facts }: SheetCollector): Generator<readonly SpreadsheetRow[]> {
  const finisher = new RowFinisher(facts);
  // What was given is let go.
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) yield finisher.rows(batch);
}
