import { integer, oneOf, table, uuid } from '#libs/platform';

export const ORIGINS = ['FORUM', 'IMPORT'] as const;

/** Somebody in a topic, by a number: no name, no address. */
export const PARTICIPANT = table('forum.participant', {
  topicId: uuid(),
  conferenceId: uuid(),
  number: integer(),
  origin: oneOf(ORIGINS),
});
