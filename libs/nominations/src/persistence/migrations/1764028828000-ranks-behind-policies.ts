import { SchemaMigration } from '#libs/platform';

const SCOPES = ['conference_id', 'body_id'] as const;

/**
 * Lists by rank begin at their cursor. PostgreSQL takes COALESCE for something that might tell of rows before the policies
 * have been asked, and so read such a list from its beginning for each page; of CASE it knows better.
 */
export class RanksBehindPolicies1764028828000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...SCOPES.flatMap((scope) => [
      `DROP INDEX nominations.nomination_${scope}_coalesce_id_idx`,
      `CREATE INDEX nomination_${scope}_rank ON nominations.nomination
        (${scope}, (CASE WHEN rank IS NULL THEN 2147483647 ELSE rank END), id)`,
    ]),
  ];

  protected readonly statementsDown = [
    ...SCOPES.flatMap((scope) => [
      `DROP INDEX nominations.nomination_${scope}_rank`,
      `CREATE INDEX nomination_${scope}_coalesce_id_idx ON nominations.nomination (${scope}, coalesce(rank, 2147483647), id)`,
    ]),
  ];
}
