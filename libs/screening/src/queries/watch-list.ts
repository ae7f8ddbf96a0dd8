import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bothWays,
  conferencesReadWhole,
  isId,
  isNamedKey,
  type Page,
  type PageRequest,
  readsConference,
  searchTerm,
  type Slice,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { searchPatterns } from '#libs/names';
import { countUpTo, Database, type ReadMany } from '#libs/platform';

/** A list has at most 10,000 entries: a search reads them all. */
const IS_FOUND = 'conference_id = $1 AND ($2::text[] IS NULL OR search_text LIKE ALL ($2))';
const LIST = bothWays(
  (
    beyond,
    way,
  ) => `SELECT id, name, note, added_at AS "addedAt", name_fold AS "sortKey" FROM nominations.watch_list_entry
  WHERE ${IS_FOUND} AND ($3::text IS NULL OR (name_fold, id) ${beyond} ($3, $4::uuid)) ORDER BY name_fold ${way}, id ${way} LIMIT $5`,
);
const BY_IDS = `SELECT id, name, note, added_at AS "addedAt" FROM nominations.watch_list_entry WHERE id = ANY ($1::uuid[]) AND conference_id = ANY ($2::uuid[])`;
const COUNT = countUpTo(`FROM nominations.watch_list_entry WHERE ${IS_FOUND}`);

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

  readonly byIds: ReadMany<WatchListEntry> = async (actor, ids) => {
    const rows = await this.database.read<WatchListEntry>(actor, BY_IDS, [ids, conferencesReadWhole(actor)]);
    return new Map(rows.map((entry) => [entry.id, entry]));
  };

  /** By name; those with every word of the search in their name or note. Refuses INVALID_INPUT for `search` and as `sliceOf` does. */
  async list(
    actor: Actor,
    conferenceId: string,
    page: PageRequest & { readonly search?: string | null },
  ): Promise<Page<WatchListEntry>> {
    return this.read(actor, conferenceId, page.search ?? null, sliceOf(page));
  }

  /** The same for as many as are asked for: for an export, which reads all of it. */
  async read(
    actor: Actor,
    conferenceId: string,
    search: string | null,
    slice: Slice,
  ): Promise<Page<WatchListEntry>> {
    const patterns = searchPatterns(searchTerm(search, ['search']));
    const found = [conferenceId, patterns.length === 0 ? null : patterns];
    const begin = sliceKey(slice, 2, isNamedKey) ?? [null, null];
    const isInSight = isId(conferenceId) && readsConference(actor, conferenceId);
    const rows = isInSight
      ? await this.database.read<WatchListEntry & { sortKey: string }>(actor, statementOf(LIST, slice), [
          ...found,
          ...begin,
          slice.size + 1,
        ])
      : [];
    return toPage(rows, {
      slice,
      key: (entry) => [entry.sortKey, entry.id],
      node: (entry) => entry,
      totalCount: async () => {
        if (!isInSight) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, found);
        return row?.count ?? 0;
      },
    });
  }
}
