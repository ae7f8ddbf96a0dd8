import { instant, integer, json, oneOf, real, table, text, texts, uuid } from '#libs/platform';
import { SCREENING_KINDS, SCREENING_STATES } from '../domain/screening.js';

/** One check of one version of a nomination, and what it found. */
export const SCREENING = table('nominations.screening', {
  nominationId: uuid(),
  nominationVersion: integer(),
  kind: oneOf(SCREENING_KINDS),
  conferenceId: uuid(),
  bodyId: uuid(),
  state: oneOf(SCREENING_STATES).byDefault(),
  /** A code with its values; each reader gets a sentence in their own language. */
  findings: json().byDefault(),
  attempts: integer().byDefault(),
  finishedAt: instant().orNull(),
});

/** Two nominations that may be of one person, as the screening of the first one found. */
export const DUPLICATE = table('nominations.duplicate', {
  conferenceId: uuid(),
  nominationId: uuid(),
  otherId: uuid(),
  score: real(),
  reasons: texts(),
});

/** A name that the host wants to be told of when somebody like it is nominated. Lists are loaded whole. */
export const WATCH_LIST_ENTRY = table('nominations.watch_list_entry', {
  id: uuid(),
  conferenceId: uuid(),
  name: text(),
  nameFold: text(),
  note: text().orNull(),
  addedAt: instant().byDefault(),
  /** What similar names are found by, as of a person. */
  nameKey: text().byDefault(),
  nameCodes: texts().byDefault(),
  searchText: text().byDefault(),
});
