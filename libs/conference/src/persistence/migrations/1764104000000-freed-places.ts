import { SchemaMigration } from '#libs/platform';

/** What becomes of a place that comes free is data of the conference; nobody is invited by itself unless it says so. */
export class FreedPlaces1764104000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE conference.conference ADD COLUMN freed_places text NOT NULL DEFAULT 'BY_HAND'
      CHECK (freed_places IN ('BY_HAND', 'AT_ONCE'))`,
  ];

  protected readonly statementsDown = ['ALTER TABLE conference.conference DROP COLUMN freed_places'];
}
