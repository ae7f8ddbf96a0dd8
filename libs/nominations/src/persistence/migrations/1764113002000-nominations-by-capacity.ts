import { SchemaMigration } from '#libs/platform';

/**
 * A list filtered by a capacity that is rare, or that a body has nobody in, is found by it: without them the whole list was read
 * in its order. The statistics tell the planner that a capacity frequent in the conference may be absent in a body.
 */
export class NominationsByCapacity1764113002000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...['conference', 'body'].map(
      (scope) =>
        `CREATE INDEX nomination_${scope}_capacity ON nominations.nomination (${scope}_id, capacity, id)`,
    ),
    'CREATE STATISTICS nominations.nomination_capacity_of_body (mcv) ON body_id, capacity FROM nominations.nomination',
  ];
  protected readonly statementsDown = [
    'DROP STATISTICS nominations.nomination_capacity_of_body',
    ...['body', 'conference'].map((scope) => `DROP INDEX nominations.nomination_${scope}_capacity`),
  ];
}
