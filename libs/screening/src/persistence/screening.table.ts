import { instant, integer, json, oneOf, real, table, text, texts, uuid } from '#libs/platform';
import { VERDICTS } from '../domain/judgement.js';
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

/** What the host has said of a pair: the newest word. The first is the older nomination. */
export const DUPLICATE_JUDGEMENT = table('nominations.duplicate_judgement', {
  conferenceId: uuid(),
  firstId: uuid(),
  secondId: uuid(),
  verdict: oneOf(VERDICTS).changeable(),
  note: text().orNull().changeable(),
  judgedBy: uuid().changeable(),
  judgedAt: instant().byDefault().changeable(),
  version: integer().byDefault().changeable(),
  /** As the screening had found the pair when it was judged. */
  score: real().changeable(),
  reasons: texts().changeable(),
  /** See `printsOf`: of both, as they were when they were judged. */
  firstNamePrint: text().changeable(),
  firstEmailPrint: text().changeable(),
  secondNamePrint: text().changeable(),
  secondEmailPrint: text().changeable(),
  /** Of `PAIR_CHANGES`: what a screening has found to be another since. */
  changes: texts().byDefault().changeable(),
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
