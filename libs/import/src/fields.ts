import { type z } from 'zod';

/** What a column can say of a person and the nomination. The rules of each are those of `createNomination`. */
export const DRAFT_FIELDS = [
  'name',
  'badgeName',
  'honorific',
  'email',
  'organisation',
  'jobTitle',
  'country',
  'language',
  'capacity',
  'justification',
  'externalReference',
  'rank',
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** Fields of the result of a row: those of a draft, and the code of its constituency. */
export type RowField = DraftField | 'constituency';

/** What a column can be: a field; a part of a name; a title and an institution in one; whom somebody sits for. */
export const COLUMN_FIELDS = [
  ...DRAFT_FIELDS,
  'constituency',
  'family',
  'given',
  'jobTitleAndOrganisation',
  'delegation',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** The rule of every field, as the API has it: it tidies, or refuses with an issue. */
export type FieldRules = Readonly<Record<DraftField, z.ZodType>>;

/** Values of a row. A field that is not there stays empty. */
export type FieldValues = Readonly<Partial<Record<RowField, string | number>>>;
