import { Injectable } from '@nestjs/common';
import { type Actor, isId, readsConference } from '#libs/kernel';
import { Database } from '#libs/platform';

const SELECT = `SELECT id, name, note, added_at AS "addedAt" FROM nominations.watch_list_entry WHERE conference_id = $1 ORDER BY name_fold, id LIMIT 10000`;

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

  async run(actor: Actor, conferenceId: string): Promise<WatchListEntry[]> {
    return isId(conferenceId) && readsConference(actor, conferenceId)
      ? this.database.read<WatchListEntry>(actor, SELECT, [conferenceId])
      : [];
  }
}
