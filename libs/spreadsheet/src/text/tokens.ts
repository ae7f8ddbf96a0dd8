import { MOST_COLUMNS } from '../limits.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** UTF-16 units after which a quote that began a cell is a letter: no cell is as long. */
const LONGEST_QUOTED = 1_000_000;
/** Cells whose quote never ends, after which quotes are letters: each costs a look at what follows. */
const MOST_UNENDED = 20;

export interface TextRow {
  /** The first MOST_COLUMNS cells: a row of a million is counted, not kept. */
  readonly cells: readonly string[];
  /** The place, from 1, of the last cell that is not blank; 0 of a blank row. */
  readonly width: number;
}

/**
 * Parts text into rows of cells. Line ends are LF, CR or CRLF, mixed as they come. A quote that begins a cell ends it at the next quote
 * before a separator, a line end or the end of the text; between, two quotes are one. Any other quote is a letter, and a backslash is
 * always one. A blank line is a row of one empty cell.
 */
export function* rowsOf(text: string, separator: string | null): Generator<TextRow> {
  const tokens = new Tokens(text, separator);
  while (!tokens.isAtEnd) yield tokens.row();
}

class Tokens {
  private at = 0;
  private unended = 0;
  private readonly separator: number;

  constructor(
    private readonly text: string,
    separator: string | null,
  ) {
    this.separator = separator === null ? -1 : separator.charCodeAt(0);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  row(): TextRow {
    const cells: string[] = [];
    let width = 0;
    for (let place = 1; ; place++) {
      const cell = this.cell();
      if (place <= MOST_COLUMNS) cells.push(cell);
      if (cell !== '' && cell.trim() !== '') width = place;
      const next = this.text.charCodeAt(this.at);
      this.at++;
      if (next === this.separator) continue;
      if (next === CARRIAGE_RETURN && this.text.charCodeAt(this.at) === LINE_FEED) this.at++;
      return { cells, width };
    }
  }

  private cell(): string {
    if (this.text.charCodeAt(this.at) === QUOTE && this.unended < MOST_UNENDED) {
      const quoted = this.quoted();
      if (quoted !== undefined) return quoted;
    }
    const start = this.at;
    this.at = this.endOfBare(start);
    return this.text.slice(start, this.at);
  }

  private endOfBare(from: number): number {
    for (let at = from; at < this.text.length; at++) if (this.endsCell(at)) return at;
    return this.text.length;
  }

  private endsCell(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    return unit === this.separator || unit === LINE_FEED || unit === CARRIAGE_RETURN || Number.isNaN(unit);
  }

  /** Undefined where the quote is a letter. */
  private quoted(): string | undefined {
    const { text } = this;
    const start = this.at;
    let hasDoubled = false;
    let hasLooked = false;
    for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
      if (at - start > LONGEST_QUOTED) break;
      if (text.charCodeAt(at + 1) === QUOTE) {
        hasDoubled = true;
        at++;
      } else if (this.endsCell(at + 1)) {
        this.at = at + 1;
        const inner = text.slice(start + 1, at);
        return hasDoubled ? inner.replaceAll('""', '"') : inner;
      } else if (!hasLooked) {
        if (this.isNickname(start)) return undefined;
        hasLooked = true;
      }
    }
    this.unended++;
    return undefined;
  }

  /** `"Annie" Sample`: pairs of quotes up to the separator, and letters after the last of them. */
  private isNickname(start: number): boolean {
    const bare = this.text.slice(start, this.endOfBare(start));
    return !bare.endsWith('"') && bare.split('"').length % 2 === 1;
  }
}
