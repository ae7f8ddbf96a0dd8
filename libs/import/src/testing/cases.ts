import { type ExpectedImport, importCases, readWorkbook } from '#libs/spreadsheet/testing';
import { KNOWN_HEADINGS } from '../headings.js';
import { type Problem } from '../problems.js';
import { type Choice } from '../questions.js';
import { type Sheet } from '../sheet.js';

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
  readonly cells: unknown;
  readonly problems: readonly (Omit<Problem, 'kind'> & { readonly kind: string; readonly about: string })[];
  readonly other?: Readonly<Record<string, unknown>>;
  readonly outcome?: string;
  readonly earlier?: { readonly row: number };
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What of an expected result is about meaning. */
export interface ExpectedMeaning {
  readonly reading: {
    readonly columns: Readonly<Record<string, string | null>>;
    readonly dateOrder?: Readonly<Record<string, string>>;
  };
  readonly told?: readonly { readonly kind: string }[];
  readonly questions: readonly CaseQuestion[];
  readonly rows: readonly CaseRow[];
  readonly skipped: readonly { readonly row: number; readonly why: string; readonly sameAs?: number }[];
  readonly button?: Readonly<Record<string, number>>;
}

/** A list as partners have them, read, and what a careful officer would want from it. */
export interface MeaningCase {
  readonly number: string;
  readonly file: string;
  readonly sheet: Sheet;
  readonly expected: ExpectedMeaning;
}

/** Questions of the reading, not of the meaning. */
const OF_READING: ReadonlySet<string> = new Set(['ENCODING', 'SHEET']);

/** All cases that are not refused whole, read with the headings that are known here. */
export const meaningCases = (): Promise<readonly MeaningCase[]> =>
  Promise.all(
    importCases()
      .filter(({ expected }) => expected.refused === null)
      .map(async ({ number, file, bytes, expected }) => {
        const { head, batches } = await readWorkbook(bytes, {
          headingWords: KNOWN_HEADINGS,
          ...(isSheetAsked(expected) ? { sheet: expected.reading.sheet } : {}),
        });
        const hiddenColumns = head.told.flatMap((told) =>
          told.kind === 'HIDDEN_COLUMNS' ? told.columns : [],
        );
        const meant = expected as unknown as ExpectedMeaning;
        return {
          number,
          file,
          sheet: { rows: [...batches()].flat(), headingRows: head.headingRows, hiddenColumns },
          expected: { ...meant, questions: meant.questions.filter(({ about }) => !OF_READING.has(about)) },
        };
      }),
  );

const isSheetAsked = ({ questions }: ExpectedImport): boolean =>
  questions.some(({ about }) => about === 'SHEET');
