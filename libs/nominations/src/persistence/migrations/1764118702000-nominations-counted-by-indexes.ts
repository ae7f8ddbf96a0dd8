import { SchemaMigration } from '#libs/platform';

const SCOPES = [
  { scope: 'conference_id', beside: 'body_id' },
  { scope: 'body_id', beside: 'conference_id' },
] as const;

/**
 * Lists are counted from their indexes alone: the policies ask for the conference and the body of each row, so both stand in each.
 * Beside the order of the list, and of the state and the capacity that it is filtered by. The statistics say that a
 * body has one conference: whoever asks for both asks for no fewer rows.
 */
export class NominationsCountedByIndexes1764118702000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE STATISTICS nominations.nomination_of_conference (dependencies) ON body_id, conference_id FROM nominations.nomination',
    ...SCOPES.flatMap(({ scope, beside }) => [
      `DROP INDEX nominations.nomination_${scope}_id_idx`,
      `DROP INDEX nominations.nomination_${scope}_state_id_idx`,
      `DROP INDEX nominations.nomination_${scope.replace('_id', '')}_capacity`,
      `CREATE INDEX nomination_${scope}_id_idx ON nominations.nomination (${scope}, id) INCLUDE (${beside})`,
      `CREATE INDEX nomination_${scope}_state_id_idx ON nominations.nomination (${scope}, state, id) INCLUDE (${beside})`,
      `CREATE INDEX nomination_${scope.replace('_id', '')}_capacity ON nominations.nomination (${scope}, capacity, id) INCLUDE (${beside})`,
    ]),
  ];

  protected readonly statementsDown = [
    ...SCOPES.flatMap(({ scope }) => [
      `DROP INDEX nominations.nomination_${scope.replace('_id', '')}_capacity`,
      `DROP INDEX nominations.nomination_${scope}_state_id_idx`,
      `DROP INDEX nominations.nomination_${scope}_id_idx`,
      `CREATE INDEX nomination_${scope.replace('_id', '')}_capacity ON nominations.nomination (${scope}, capacity, id)`,
      `CREATE INDEX nomination_${scope}_state_id_idx ON nominations.nomination (${scope}, state, id)`,
      `CREATE INDEX nomination_${scope}_id_idx ON nominations.nomination (${scope}, id)`,
    ]),
    'DROP STATISTICS nominations.nomination_of_conference',
  ];
}
