import { instant, json, table, texts, uuid } from '#libs/platform';

/**
 * Facts of the person that one nomination has taken from another one of the same person. What they said before is kept for as long as
 * that can be undone; see `UNDO_DAYS`.
 */
export const DUPLICATE_MERGE = table('nominations.duplicate_merge', {
  id: uuid(),
  conferenceId: uuid(),
  firstId: uuid(),
  secondId: uuid(),
  /** Which of both was corrected. */
  nominationId: uuid(),
  /** Of `PERSON_FACTS`: which facts it has changed. */
  facts: texts(),
  /** What they said before, and what they say by it; empty once nobody may undo it. */
  was: json().changeable(),
  became: json().changeable(),
  mergedBy: uuid(),
  mergedAt: instant().byDefault(),
  undoneBy: uuid().orNull().changeable(),
  undoneAt: instant().orNull().changeable(),
});
