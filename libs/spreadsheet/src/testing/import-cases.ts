import { type Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';

const CASES = new URL('./cases/', import.meta.url);

/** What a careful officer would want from a file: what is read (`cells`), then what it means. */
export interface ExpectedImport {
  readonly about: string;
  readonly file: string;
  readonly reading: {
    readonly format: string;
    readonly encoding?: string;
    readonly mark?: boolean;
    readonly separator?: string;
    readonly sheet?: string;
    readonly headingRow?: number | readonly number[];
    readonly dateSystem?: number;
    readonly columns?: Readonly<Record<string, string | null>>;
  };
  readonly told?: readonly { readonly kind: string }[];
  readonly questions: readonly {
    readonly about: string;
    readonly choices?: readonly string[];
    readonly samples?: Readonly<Record<string, readonly string[]>>;
    readonly rows?: unknown;
  }[];
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Record<string, unknown>> }[];
  readonly skipped: readonly { readonly row: number; readonly why: string }[];
  readonly refused: {
    readonly kind: string;
    readonly about: string;
    readonly columns?: number;
  } | null;
}

export interface ImportCase {
  /** `07` of case import-07. */
  readonly number: string;
  readonly file: string;
  readonly bytes: Buffer;
  readonly expected: ExpectedImport;
}

/** Invented lists as partners have them, each with its right result; all people and bodies in them are made up. */
export function importCases(): ImportCase[] {
  const names = readdirSync(CASES).sort();
  return names
    .filter((name) => name.endsWith('.expected.json'))
    .map((name) => {
      const expected = JSON.parse(readFileSync(new URL(name, CASES), 'utf8')) as ExpectedImport;
      const { file } = expected;
      return { number: name.slice(0, 2), file, bytes: readFileSync(new URL(file, CASES)), expected };
    });
}

/** One of them, by its number. */
export function importCase(number: string): ImportCase {
  const found = importCases().find((one) => one.number === number);
  if (found === undefined) throw new Error(`There is no case import-${number}.`);
  return found;
}
