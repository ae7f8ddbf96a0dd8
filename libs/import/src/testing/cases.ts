import { readdirSync, readFileSync } from 'node:fs';
import { type Choice } from '../questions.js';
import { type Problem } from '../problems.js';
import { type Sheet, type SheetCell } from '../sheet.js';

interface CaseQuestion {
  readonly about: string;
  readonly column?: string;
  readonly word?: string;
  readonly rows?: readonly number[];
  readonly choices?: readonly Choice[];
  readonly answer?: Choice;
  readonly answers?: Readonly<Record<string, Choice>>;
  readonly onlyIfUsed?: true;
}

interface CaseRow {
  readonly row: number;
  readonly problems: readonly (Omit<Problem, 'kind'> & { readonly kind: string })[];
  readonly other?: Readonly<Record<string, unknown>>;
  readonly outcome?: string;
  readonly earlier?: { readonly row: number };
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A list as partners have them, and what a careful officer would want from it. */
export interface ImportCase {
  /** `17-names` */
  readonly name: string;
  readonly about: string;
  readonly sheet: Sheet;
  readonly expected: {
    readonly columns: Readonly<Record<string, string | null>>;
    readonly dateOrder?: Readonly<Record<string, string>>;
    readonly told: readonly { readonly kind: string }[];
    readonly questions: readonly CaseQuestion[];
    readonly rows: readonly CaseRow[];
    readonly skipped: readonly { readonly row: number; readonly why: string; readonly sameAs?: number }[];
    readonly button?: Readonly<Record<string, number>>;
  };
}

/** As the files have it: a cell with nothing but text is its text. */
type Stored = Omit<ImportCase, 'name' | 'sheet'> & {
  readonly sheet: Omit<Sheet, 'rows'> & {
    readonly rows: readonly {
      readonly row: number;
      readonly cells: Readonly<Record<string, string | SheetCell>>;
    }[];
  };
};

const FOLDER = new URL('cases/', import.meta.url);

/** All cases whose meaning is defined, by their numbers; what is refused whole is the reading's. */
export const IMPORT_CASES: readonly ImportCase[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const { sheet, ...rest } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Stored;
    const rows = sheet.rows.map((row) => ({
      ...row,
      cells: Object.fromEntries(
        Object.entries(row.cells).map(([letter, cell]) => [
          letter,
          typeof cell === 'string' ? { text: cell } : cell,
        ]),
      ),
    }));
    return { ...rest, name: file.replace('.json', ''), sheet: { ...sheet, rows } };
  });

export function importCase(number: string): ImportCase {
  const found = IMPORT_CASES.find(({ name }) => name.startsWith(`${number}-`));
  if (found === undefined) throw new Error(`There is no case ${number}.`);
  return found;
}
