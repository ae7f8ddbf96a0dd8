import { bytes, integer, table, uuid } from '#libs/platform';

/** The current votes of one participant, packed: see `ballot.ts`. */
export const BALLOT = table('forum.ballot', {
  topicId: uuid(),
  conferenceId: uuid(),
  participant: integer(),
  votes: bytes(),
});
