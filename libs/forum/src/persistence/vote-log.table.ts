import { bigInteger, instant, integer, oneOf, real, smallInteger, table, uuid } from '#libs/platform';

/** Every vote that was cast, in order; nothing in it changes. What somebody thinks now is in their ballot. */
export const VOTE_LOG = table('forum.vote_log', {
  id: bigInteger().byDefault(),
  castAt: instant(),
  topicId: uuid(),
  conferenceId: uuid(),
  participant: integer(),
  statement: integer(),
  /** 1 agrees, -1 disagrees, 0 passes. */
  vote: smallInteger(),
  /** Null for a change of mind: see `currentVote`. */
  origin: oneOf(['TICKET', 'IMPORT', 'LINK']).orNull(),
  ticket: uuid().orNull(),
  /** How likely the statement was to be served. */
  probability: real().orNull(),
});
