import { SchemaMigration } from '#libs/platform';

const TABLE = 'delegations.organisation_invitation';
const OFFER = [
  'level',
  'seats',
  'reply_by',
  'language',
  'signatory',
  'salutation',
  'editors',
  'approved_by',
  'sent_at',
];

/** What is the host's to say is kept from whoever answers for the organisation. */
function keepOffer(columns: readonly string[]): string {
  const of = (row: string): string => columns.map((column) => `${row}.${column}`).join(', ');
  return `CREATE TRIGGER keep_offer BEFORE UPDATE ON ${TABLE} FOR EACH ROW
      WHEN ((${of('OLD')}) IS DISTINCT FROM (${of('NEW')})
        AND OLD.organisation_id = ANY (platform.scope_organisations()) AND OLD.conference_id <> ALL (platform.scope_conferences()))
      EXECUTE FUNCTION delegations.keep_offer()`;
}

/** When an organisation was last reminded of its answer, and by whom. */
export class RemindedOrganisations1764200000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE ${TABLE} ADD COLUMN reminded_at timestamptz, ADD COLUMN reminded_by uuid,
      ADD CONSTRAINT reminded_by_somebody CHECK ((reminded_at IS NULL) = (reminded_by IS NULL))`,
    `GRANT UPDATE (reminded_at, reminded_by) ON ${TABLE} TO plenary_api`,
    `DROP TRIGGER keep_offer ON ${TABLE}`,
    keepOffer([...OFFER, 'reminded_at', 'reminded_by']),
  ];

  protected readonly statementsDown = [
    `DROP TRIGGER keep_offer ON ${TABLE}`,
    keepOffer(OFFER),
    `ALTER TABLE ${TABLE} DROP COLUMN reminded_at, DROP COLUMN reminded_by`,
  ];
}
