import { Injectable } from '@nestjs/common';
import {
  type Actor,
  decodeCursor,
  foreignCursor,
  isId,
  type Page,
  pageSize,
  readsConference,
  toPage,
} from '#libs/kernel';
import { countUpTo, Database } from '#libs/platform';

const LIST = `SELECT id, name, note, added_at AS "addedAt", name_fold AS "sortKey" FROM nominations.watch_list_entry
  WHERE conference_id = $1 AND ($2::text IS NULL OR (name_fold, id) > ($2, $3::uuid)) ORDER BY name_fold, id LIMIT $4`;
const COUNT = countUpTo('FROM nominations.watch_list_entry WHERE conference_id = $1');

export interface WatchListEntry extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly addedAt: Date;
}

/** The host's watch list; empty for everybody else. */
@Injectable()
export class WatchList {
  constructor(private readonly database: Database) {}

  /** By name. Refuses INVALID_INPUT for `first` and `after`. */
  async list(
    actor: Actor,
    conferenceId: string,
    page: { readonly first: number; readonly after?: string | null },
  ): Promise<Page<WatchListEntry>> {
    const first = pageSize(page.first);
    const after = typeof page.after === 'string' ? readCursor(page.after) : [null, null];
    const isInSight = isId(conferenceId) && readsConference(actor, conferenceId);
    const rows = isInSight
      ? await this.database.read<WatchListEntry & { sortKey: string }>(actor, LIST, [
          conferenceId,
          ...after,
          first + 1,
        ])
      : [];
    return toPage(rows, {
      first,
      after: page.after,
      key: (entry) => [entry.sortKey, entry.id],
      node: (entry) => entry,
      totalCount: async () => {
        if (!isInSight) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, [conferenceId]);
        return row?.count ?? 0;
      },
    });
  }
}

function readCursor(cursor: string): readonly [string, string] {
  const [name, id] = decodeCursor(cursor, 2);
  if (typeof name !== 'string' || !isId(id)) throw foreignCursor();
  return [name, id];
}
