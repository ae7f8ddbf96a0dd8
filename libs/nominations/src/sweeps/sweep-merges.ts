import { Injectable } from '@nestjs/common';
import { Sweep } from '#libs/platform';
import { UNDO_DAYS } from '../domain/merging.js';

/** What facts of people said before a merge, once nobody may undo it. That there was a merge, and of which facts, stays. */
@Injectable()
export class SweepMerges extends Sweep {
  readonly of = 'former facts of merged nominations';
  readonly statement = `UPDATE nominations.duplicate_merge SET was = '{}', became = '{}' WHERE id IN (
    SELECT id FROM nominations.duplicate_merge
    WHERE was <> '{}' AND merged_at < statement_timestamp() - interval '${UNDO_DAYS} days'
    ORDER BY merged_at LIMIT $1 FOR UPDATE SKIP LOCKED)`;
}
