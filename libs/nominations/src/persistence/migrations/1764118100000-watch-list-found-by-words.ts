import { type QueryRunner } from 'typeorm';
import { searchText } from '#libs/names';
import { fillInBatches, SchemaMigration } from '#libs/platform';

/** The watch list is found as nominations are: by words in any order, whatever accents and script. */
export class WatchListFoundByWords1764118100000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE nominations.watch_list_entry ADD COLUMN search_text text NOT NULL DEFAULT ''`,
    // The owner is bound by the walls too.
    'ALTER TABLE nominations.watch_list_entry NO FORCE ROW LEVEL SECURITY',
  ];

  protected readonly statementsDown = ['ALTER TABLE nominations.watch_list_entry DROP COLUMN search_text'];

  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await fillInBatches<{ id: string; name: string; note: string | null }>(runner, {
      read: 'SELECT id, name, note FROM nominations.watch_list_entry WHERE id > $1 ORDER BY id LIMIT $2',
      write: `UPDATE nominations.watch_list_entry w SET search_text = v.search_text
        FROM unnest($1::uuid[], $2::text[]) AS v (id, search_text) WHERE w.id = v.id`,
      columns: ({ name, note }) => [searchText({ texts: [name, note] })],
    });
    await runner.query('ALTER TABLE nominations.watch_list_entry FORCE ROW LEVEL SECURITY');
  }
}
