import { SchemaMigration } from '#libs/platform';

/** An entry names the API token with which its act came. Those of before do not say, and keep the hash that they have. */
export class EventsByToken1764121001000 extends SchemaMigration {
  protected readonly statementsUp = ['ALTER TABLE audit.event ADD COLUMN api_token_id uuid'];
  protected readonly statementsDown = ['ALTER TABLE audit.event DROP COLUMN api_token_id'];
}
