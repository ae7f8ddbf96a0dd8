import { type JsonValue, type MissingSign } from '../compile/missing-signs.js';

/** What is to be made. */
export interface Question {
  readonly template: string;
  readonly data: JsonValue;
}

/** What became of it; `failed` says what is wrong with the template. */
export type Answer =
  | { readonly pdf: Uint8Array; readonly pages: number }
  | { readonly missing: readonly MissingSign[] }
  | { readonly failed: string };
