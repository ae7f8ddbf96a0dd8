import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  isId,
  line,
  newId,
  optionalLine,
  parseInput,
  requireConferenceRole,
  type UserActor,
} from '#libs/kernel';
import { Commands } from '#libs/platform';
import { foldLatin, nameKeys } from '#libs/names';

const loadWatchListInput = z.object({
  conferenceId: z.string().refine(isId, 'This is not an identifier of ours.'),
  entries: z
    .array(z.object({ name: line(200), note: optionalLine(500).nullish() }))
    .max(10_000, 'At most 10,000 entries.'),
});

const CLEAR = 'DELETE FROM nominations.watch_list_entry WHERE conference_id = $1';
// An array of arrays has to be a table: codes travel as one text, and none has a bar.
const INSERT = `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold, note, name_key, name_codes)
  SELECT v.id, $1, v.name, v.name_fold, v.note, v.name_key, string_to_array(v.codes, '|')
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS v (id, name, name_fold, note, name_key, codes)`;

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
      const keys = entries.map(({ name }) => nameKeys(name));
      tx.write(INSERT, [
        conferenceId,
        entries.map(() => newId()),
        entries.map(({ name }) => name),
        entries.map(({ name }) => foldLatin(name)),
        entries.map(({ note }) => note ?? null),
        keys.map(({ key }) => key),
        keys.map(({ codes }) => codes.join('|')),
      ]);
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
