import { instant, integer, oneOf, smallInteger, table, text, uuid } from '#libs/platform';

export const TOPIC_MODES = ['VIEWS', 'AMENDMENTS', 'QUESTIONS'] as const;
export const MAP_STARTS = ['rows', 'spread'] as const;

/** What a conference asks the public. Its phase follows from the moments: see `phaseOf`. */
export const TOPIC = table('forum.topic', {
  id: uuid(),
  conferenceId: uuid(),
  title: text(),
  mode: oneOf(TOPIC_MODES),
  opensAt: instant(),
  /** The first moment at which it is closed. */
  closesAt: instant(),
  reportedAt: instant().orNull(),
  /** Letters of a statement at most, as people count them. */
  longestStatement: smallInteger().byDefault(),
  mapStart: oneOf(MAP_STARTS),
  leastGroup: integer(),
  createdAt: instant().byDefault(),
});
