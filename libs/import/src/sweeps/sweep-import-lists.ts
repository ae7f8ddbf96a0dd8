import { Injectable } from '@nestjs/common';
import { Sweep } from '#libs/platform';

/** Lists at a time: each may have ten thousand rows. */
const LISTS = 20;

/** Rows of lists, how they were read and what was said of them, 30 days after the last change. The record of the list stays. */
@Injectable()
export class SweepImportLists extends Sweep {
  readonly of = 'rows of import lists';
  readonly statement = `WITH old AS (
      SELECT id FROM import.list WHERE reading IS NOT NULL AND state NOT IN ('APPLYING', 'UNDOING')
        AND updated_at < statement_timestamp() - interval '30 days'
      ORDER BY updated_at LIMIT least($1::integer, ${LISTS}) FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM import.list_row WHERE list_id IN (SELECT id FROM old))
    UPDATE import.list SET reading = NULL, said = NULL, version = version + 1 WHERE id IN (SELECT id FROM old)`;
}
