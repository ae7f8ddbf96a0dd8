import { type Answers } from './questions.js';
import { type ColumnMapping } from './columns.js';
import { type CountryIndex } from './countries.js';
import { type FieldRules, type FieldValues } from './fields.js';

/** A constituency of the conference. */
export interface ListedConstituency {
  /** What rows and answers name it by. */
  readonly code: string;
  readonly name: string;
}

/** A nomination that the body has already. */
export interface EarlierNomination {
  readonly id: string;
  /** As they are stored, with the code of the constituency. */
  readonly fields: FieldValues;
  /** Whether a list may change it: a draft, as a rule. What is submitted or decided stays as it is. */
  readonly isChangeable: boolean;
}

/** What is known beside the file. */
export interface Known {
  readonly rules: FieldRules;
  /** Made once by `countryIndex`. */
  readonly countries: CountryIndex;
  readonly constituencies: readonly ListedConstituency[];
  /** Of the body; of those of one address, the newest last. */
  readonly earlier?: readonly EarlierNomination[];
  /** Answers and columns that were remembered for the body. */
  readonly remembered?: { readonly answers?: Answers; readonly columns?: ColumnMapping };
}

/** What people said of this file. */
export interface Said {
  readonly answers?: Answers;
  /** Columns by letter, null for one that no field takes. */
  readonly columns?: ColumnMapping;
  /** What was typed in place of a cell, by its name: `C2`. */
  readonly cells?: Readonly<Record<string, string>>;
}
