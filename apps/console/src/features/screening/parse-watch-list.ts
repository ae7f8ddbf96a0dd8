export interface WatchListLine {
  readonly name: string;
  readonly note: string | null;
  /** Where it stands in what was pasted, the first line being 1 */
  readonly line: number;
}

export interface ParsedWatchList {
  readonly entries: readonly WatchListLine[];
  /** Numbers of the lines that cannot be taken, the first being 1; all of them, not the first only */
  readonly wrongLines: readonly number[];
}

/** The longest list and the longest name that the service takes. */
export const MOST_ENTRIES = 10_000;
const LONGEST_NAME = 200;

/** One line of a sheet as cells: tabs, semicolons or commas part them, quotes keep them together. */
function cellsOf(line: string): string[] {
  const separator = ['\t', ';', ','].find((candidate) => line.includes(candidate));
  if (separator === undefined) return [line];
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

/**
 * Reads a pasted list: one name on each line, then, if wanted, a note in the next column, as a sheet copies it.
 * Empty lines are passed over.
 */
export function parseWatchList(text: string): ParsedWatchList {
  const entries: WatchListLine[] = [];
  const wrongLines: number[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [name = '', ...notes] = cellsOf(line).map((cell) => cell.trim());
    const note = notes.filter((cell) => cell !== '').join(', ');
    if (name === '' || name.length > LONGEST_NAME) wrongLines.push(index + 1);
    else entries.push({ name, note: note === '' ? null : note, line: index + 1 });
  });
  return { entries, wrongLines };
}
