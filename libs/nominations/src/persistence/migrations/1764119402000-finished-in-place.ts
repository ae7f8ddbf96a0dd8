import { SchemaMigration } from '#libs/platform';

/**
 * A check of the screening is written when it begins and changed when it ends; of a person mostly what no index holds is mended.
 * Room in each page keeps that on its page.
 */
const ROOM = { screening: 70, person: 90 } as const;

const REASONS = {
  nomination_conference_id_rank: 'The list of a conference by rank.',
  nomination_body_id_rank: 'The list of a body by rank, without those of the other bodies between.',
  nomination_conference_id_sort_name_id_idx: 'The list of a conference by name.',
  nomination_body_id_sort_name_id_idx:
    'The list of a body by name, without those of the other bodies between.',
  nomination_conference_capacity:
    'The list of a conference filtered by a capacity that is rare, and its count.',
  nomination_body_capacity: 'The list of a body filtered by a capacity that is rare in it, and its count.',
  person_email_fold: 'Who is nominated with the same address.',
  person_name_key: 'Who has a similar name, by its letters.',
  person_name_codes: 'Who has a similar name, by its sounds and nicknames.',
} as const;

/** What an edit may change is in these; each says what asks for it. */
export class FinishedInPlace1764119402000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...Object.entries(ROOM).map(
      ([table, percent]) => `ALTER TABLE nominations.${table} SET (fillfactor = ${percent})`,
    ),
    ...Object.entries(REASONS).map(
      ([index, reason]) => `COMMENT ON INDEX nominations.${index} IS '${reason}'`,
    ),
  ];

  protected readonly statementsDown = [
    ...Object.keys(REASONS).map((index) => `COMMENT ON INDEX nominations.${index} IS NULL`),
    ...Object.keys(ROOM).map((table) => `ALTER TABLE nominations.${table} RESET (fillfactor)`),
  ];
}
