import { SchemaMigration } from '#libs/platform';

/** Whether bodies pass places on is data of the conference; the host agrees to each offer unless it says otherwise. */
export class PlaceTransfers1764140000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE conference.conference ADD COLUMN place_transfers text NOT NULL DEFAULT 'WITH_HOST'
      CHECK (place_transfers IN ('OFF', 'BETWEEN_BODIES', 'WITH_HOST'))`,
  ];

  protected readonly statementsDown = ['ALTER TABLE conference.conference DROP COLUMN place_transfers'];
}
