import { Injectable } from '@nestjs/common';
import { Database, inSight, type ReadMany, sightOf } from '#libs/platform';

const OF_NOMINATIONS = `SELECT n.id, n.supersedes, s.id AS "supersededBy" FROM nominations.nomination n
  LEFT JOIN nominations.nomination s ON s.supersedes = n.id
  WHERE n.id = ANY ($1::uuid[]) AND ${inSight('n', 2)}`;

/** Ids of the nominations before and after one, where a place has passed on. */
export interface Succession {
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
}

/** Who had the place of a nomination before, and who has it now; of one body all of them. */
@Injectable()
export class Successions {
  constructor(private readonly database: Database) {}

  readonly of: ReadMany<Succession> = async (actor, ids) => {
    const rows = await this.database.read<Succession & { id: string }>(actor, OF_NOMINATIONS, [
      ids,
      ...sightOf(actor),
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  };
}
