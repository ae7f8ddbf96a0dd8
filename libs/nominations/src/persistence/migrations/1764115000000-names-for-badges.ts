import { SchemaMigration } from '#libs/platform';

/** Beside the name as the person writes it, the name for the badge in Latin letters, where they have one. */
export class NamesForBadges1764115000000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE nominations.person ADD COLUMN badge_name text',
    'GRANT UPDATE (badge_name) ON nominations.person TO plenary_api',
  ];
  protected readonly statementsDown = ['ALTER TABLE nominations.person DROP COLUMN badge_name'];
}
