import { SchemaMigration } from '#libs/platform';

/** A token with WRITE alone read everything all the same. Now what it has is what it does. */
export class TokensThatRead1764103200000 extends SchemaMigration {
  protected readonly statementsUp = [
    // The owner is bound by the walls too.
    'ALTER TABLE access.api_token NO FORCE ROW LEVEL SECURITY',
    `UPDATE access.api_token SET scopes = '{READ,WRITE}' WHERE NOT 'READ' = ANY (scopes)`,
    'ALTER TABLE access.api_token FORCE ROW LEVEL SECURITY',
    `ALTER TABLE access.api_token ADD CONSTRAINT api_token_reads CHECK ('READ' = ANY (scopes))`,
  ];

  protected readonly statementsDown = ['ALTER TABLE access.api_token DROP CONSTRAINT api_token_reads'];
}
