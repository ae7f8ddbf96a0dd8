const MOST_TOLD = 20;

/** A file that cannot be read as what it should be; the message names every line and column, up to twenty. */
export class MalformedFile extends Error {
  override readonly name = 'MalformedFile';
}

/** There are no votes where they were looked for: this is not the folder of an export. */
export class MissingVotes extends MalformedFile {
  constructor(path: string) {
    super(`${path} is not there`);
  }
}

/** Collects what is wrong in a file, so that all of it can be mended at once. */
export class Malformed {
  private readonly told: string[] = [];
  private count = 0;

  constructor(private readonly file: string) {}

  /** @param line counted from 1, the header included */
  note(line: number, column: string | undefined, what: string): void {
    this.count++;
    if (this.told.length >= MOST_TOLD) return;
    this.told.push(`${this.file} line ${line}${column === undefined ? '' : `, column "${column}"`}: ${what}`);
  }

  throwIfAny(): void {
    if (this.count > 0) throw this.refusal();
  }

  refusal(): MalformedFile {
    const more = this.count - this.told.length;
    return new MalformedFile([...this.told, ...(more > 0 ? [`... and ${more} more`] : [])].join('\n'));
  }
}

/** Notes a line of another width than the header's, by the first column that it lacks. */
export function noteColumns(
  malformed: Malformed,
  line: number,
  width: number,
  titles: readonly string[],
): void {
  const widths = `the line has ${width} ${width === 1 ? 'column' : 'columns'} where the header has ${titles.length}`;
  if (width < titles.length) malformed.note(line, titles[width], `is missing: ${widths}`);
  else malformed.note(line, undefined, widths);
}
