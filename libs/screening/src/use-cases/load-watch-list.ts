import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  line,
  newId,
  optionalLine,
  parseInput,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands } from '#libs/platform';
import { foldLatin, nameKeys, searchText } from '#libs/names';
import { WATCH_LIST_ENTRY } from '../persistence/screening.table.js';

const loadWatchListInput = z.object({
  conferenceId: validId,
  entries: z
    .array(z.object({ name: line(200), note: optionalLine(500).nullish() }))
    .max(10_000, 'At most 10,000 entries.'),
});

const CLEAR = 'DELETE FROM nominations.watch_list_entry WHERE conference_id = $1';

/** Replaces the host's watch list; screenings from then on use the new one. */
@Injectable()
export class LoadWatchList {
  constructor(private readonly commands: Commands) {}

  async run(actor: UserActor, key: string, raw: unknown): Promise<{ count: number }> {
    const { conferenceId, entries } = parseInput(loadWatchListInput, raw);
    return this.commands.run(actor, { operation: 'loadWatchList', key, request: raw }, async (tx) => {
      requireConferenceRole(
        actor,
        conferenceId,
        ['HOST_ADMINISTRATOR', 'HOST_OFFICER'],
        'Only the host can load its watch list.',
      );
      tx.write(CLEAR, [conferenceId]);
      tx.insertAll(
        WATCH_LIST_ENTRY,
        entries.map(({ name, note }) => {
          const { key, codes } = nameKeys(name);
          return {
            id: newId(),
            conferenceId,
            name,
            nameFold: foldLatin(name),
            note: note ?? null,
            nameKey: key,
            nameCodes: codes,
            searchText: searchText({ texts: [name, note] }),
          };
        }),
      );
      tx.audit({
        conferenceId,
        action: 'watch-list.loaded',
        subjectType: 'conference',
        subjectId: conferenceId,
        details: { count: entries.length },
      });
      return { count: entries.length };
    });
  }
}
