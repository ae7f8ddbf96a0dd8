import { SchemaMigration } from '#libs/platform';

const REASONS = [
  ['The same e-mail address', 'SAME_EMAIL'],
  ['The same name', 'SAME_NAME'],
  ['A very similar name', 'SIMILAR_NAME'],
] as const;

const replaced = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((sql, [from, to]) => `array_replace(${sql}, '${from}', '${to}')`, 'reasons');

const convert = (sql: string): string[] => [
  // The owner is bound by the walls too.
  'ALTER TABLE nominations.duplicate NO FORCE ROW LEVEL SECURITY',
  `UPDATE nominations.duplicate SET reasons = ${sql}`,
  'ALTER TABLE nominations.duplicate FORCE ROW LEVEL SECURITY',
];

/** Reasons of duplicates are codes, so that each reader gets them in their own language. */
export class DuplicateReasonCodes1764028806000 extends SchemaMigration {
  protected readonly statementsUp = convert(replaced(REASONS));

  protected readonly statementsDown = convert(
    replaced(REASONS.map(([english, code]) => [code, english] as const)),
  );
}
