import { SchemaMigration } from '#libs/platform';

/**
 * A change of what an index holds writes all indexes of the row anew, so each index on the state or on the time of the last change
 * says what asks for it. Places are counted all the time and no index holds their counts: room in each page keeps a new
 * count on its page.
 */
const REASONS = {
  nomination_conference_id_updated_at_id_idx:
    'The list of a conference by its last change, which the host reads to see what is new.',
  nomination_body_id_updated_at_id_idx:
    'The list of a body by its last change, without those of the other bodies between.',
  nomination_conference_id_state_id_idx:
    'The list of a conference filtered by a state that is rare, its count, and what reminders and lapses look for.',
  nomination_body_id_state_id_idx:
    'The list of a body filtered by a state that is rare in it, and its count.',
  nomination_reserve:
    'The reserve line of a body: who is next for a place. It holds those in reserve alone, which are few.',
  nomination_search:
    'The search, filtered by state, and lists by constituency: no other index finds two of these together.',
} as const;

export class WhyIndexesChange1764118707000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...Object.entries(REASONS).map(
      ([index, reason]) => `COMMENT ON INDEX nominations.${index} IS '${reason}'`,
    ),
    'ALTER TABLE nominations.quota SET (fillfactor = 50)',
  ];

  protected readonly statementsDown = [
    'ALTER TABLE nominations.quota RESET (fillfactor)',
    ...Object.keys(REASONS).map((index) => `COMMENT ON INDEX nominations.${index} IS NULL`),
  ];
}
