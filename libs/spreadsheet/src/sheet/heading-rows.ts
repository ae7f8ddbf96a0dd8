import { type CellRange } from '../cells/column.js';
import { type Cell, type HeadingCandidate } from '../reading.js';
import { type KeptRow } from './kept-row.js';

/** Longer texts are notes and titles. */
const LONGEST_HEADING = 80;
/** A row that fits less is none. */
const LEAST_SCORE = 0.45;
const MOST_CANDIDATES = 5;
/** What each row above takes from a score: of two rows that fit, the upper one is the headings. */
const WEIGHT_OF_ROW = 0.01;
/** Of a row's score, what known words say where such were given. */
const WEIGHT_OF_WORDS = 0.6;

/** Words are compared without case, marks, and doubled blanks. */
export function foldHeading(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}]+/gu, ' ')
    .trim();
}

/**
 * Rows that may be the headings, best first: as wide as the list, with short texts of which none is an address, a number or a date,
 * over cells that are; and with words that were given. A row of merged cells and the one below it are read together.
 */
export function headingCandidates(
  top: readonly KeptRow[],
  merges: readonly CellRange[],
  knownWords: ReadonlySet<string>,
): HeadingCandidate[] {
  const width = usualWidth(top);
  const scored = top.map((row, index) =>
    scoreRow(row, { below: top.slice(index + 1, index + 21), rowsAbove: index, width, knownWords }),
  );
  const candidates = scored
    .filter(({ score }) => score >= LEAST_SCORE)
    .map((candidate) => withRowAbove(candidate, scored, { top, merges }));
  // Sorting is stable: of two that fit as well the upper one is first.
  const best = candidates.sort((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
  return best.map(({ rows, score, knownWords: known }) => ({
    rows,
    score: Math.round(score * 100) / 100,
    knownWords: known,
  }));
}

interface Context {
  readonly below: readonly KeptRow[];
  readonly rowsAbove: number;
  readonly width: number;
  readonly knownWords: ReadonlySet<string>;
}

function scoreRow(
  { row, cells }: KeptRow,
  { below, rowsAbove, width, knownWords }: Context,
): HeadingCandidate {
  const texts = cells.map(([, cell]) => cell);
  const known = texts.filter(({ text }) => isKnown(text, knownWords)).length;
  if (texts.some(isValue)) return { rows: [row], score: 0, knownWords: known };
  const isHeading = (cell: Cell): boolean =>
    cell.text.length <= LONGEST_HEADING && /\p{L}|#/u.test(cell.text);
  const fill = Math.min(texts.length / width, 1);
  const short = texts.filter(isHeading).length / texts.length;
  const shape = 0.55 * fill + 0.25 * short + 0.2 * contrast(cells, below) - WEIGHT_OF_ROW * rowsAbove;
  if (knownWords.size === 0) return { rows: [row], score: shape, knownWords: known };
  const words = known / texts.length;
  return {
    rows: [row],
    score: (1 - WEIGHT_OF_WORDS) * shape + WEIGHT_OF_WORDS * Math.min(words + (known > 1 ? 0.2 : 0), 1),
    knownWords: known,
  };
}

/** What is a value is no heading. */
function isValue({ text, date, error, formulaWithoutValue, mergedFrom }: Cell): boolean {
  if (mergedFrom !== undefined) return false;
  return date !== undefined || error !== undefined || formulaWithoutValue === true || /\S[@＠]\S/.test(text);
}

/** 1 where in some column most cells below are values and the one above is none. */
function contrast(cells: KeptRow['cells'], below: readonly KeptRow[]): number {
  const hasValuesBelow = ([column]: KeptRow['cells'][number]): boolean => {
    const others = below.flatMap((row) => row.cells.find(([at]) => at === column)?.[1] ?? []);
    const values = others.filter((cell) => isValue(cell) || /^[\d\s.,+/-]+$/.test(cell.text));
    return values.length > others.length / 2;
  };
  return cells.some(hasValuesBelow) ? 1 : 0;
}

function isKnown(text: string, knownWords: ReadonlySet<string>): boolean {
  if (knownWords.size === 0 || text.length > LONGEST_HEADING) return false;
  return (
    knownWords.has(foldHeading(text)) || text.split(/[/(|]/).some((part) => knownWords.has(foldHeading(part)))
  );
}

/** The width that most rows reach: a title has one cell, a list as many as it has. */
function usualWidth(top: readonly KeptRow[]): number {
  const counts = top.map(({ cells }) => cells.length).sort((a, b) => b - a);
  return Math.max(counts[Math.floor(counts.length / 4)] ?? 1, 1);
}

interface Sheet {
  readonly top: readonly KeptRow[];
  readonly merges: readonly CellRange[];
}

/** A row of groups right above belongs to the headings: its cells are merged over several of theirs, and are no values. */
function withRowAbove(
  candidate: HeadingCandidate,
  scored: readonly HeadingCandidate[],
  sheet: Sheet,
): HeadingCandidate {
  const [row] = candidate.rows as [number];
  const above = sheet.top.find((one) => one.row === row - 1);
  const below = sheet.top.find((one) => one.row === row);
  if (above === undefined || below === undefined || above.cells.length < 2) return candidate;
  if (above.cells.some(([, cell]) => isValue(cell))) return candidate;
  const across = sheet.merges.filter(
    ({ top, bottom, left, right }) => top === above.row && bottom === top && right > left,
  );
  const covers = across.filter(
    ({ left, right }) => below.cells.filter(([at]) => at >= left && at <= right).length > 1,
  );
  if (covers.length === 0) return candidate;
  const words = scored.find(({ rows }) => rows[0] === above.row)?.knownWords ?? 0;
  return {
    rows: [above.row, row],
    score: Math.min(candidate.score + 0.1, 1),
    knownWords: candidate.knownWords + words,
  };
}
