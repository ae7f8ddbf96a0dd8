import { foldEmail } from '#libs/kernel';
import { foldExactly, foldLatin } from '#libs/names';
import { type RowField } from './fields.js';

type Value = string | number;

const AS_WRITTEN: ReadonlySet<RowField> = new Set<RowField>([
  'externalReference',
  'country',
  'constituency',
  'capacity',
  'language',
  'rank',
]);

/** A value as it is compared: case, accents and spaces change nothing, and of an address not how its domain is spelled. */
export function foldedValue(field: RowField, value: Value): string {
  const text = String(value);
  if (AS_WRITTEN.has(field)) return text;
  if (field === 'email') return foldEmail(text);
  if (field === 'honorific') return foldLatin(text) || foldExactly(text);
  return foldExactly(text);
}

export const isEqualValue = (field: RowField, left: Value, right: Value): boolean =>
  left === right || foldedValue(field, left) === foldedValue(field, right);
