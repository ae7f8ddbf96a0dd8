/** The door of the public fora: rules so far. */
export { applied, editsBetween, movedOver, type Clash, type Edit } from './amendments/edits.js';
export {
  auditShortlist,
  byVotes,
  representativeShortlist,
  type LeftOut,
  type ShortlistAudit,
  type VotedQuestion,
} from './questions/shortlist.js';
export { shownTable, type Counts, type ShownCell, type ShownTable } from './report/small-cells.js';
export { lengthOf, MOST_MARKS, textProblem, type TextProblem } from './text/statement-text.js';
export {
  momentWords,
  phaseOf,
  typedTime,
  type MomentWords,
  type TopicPhase,
  type TopicTimes,
  type TypedTime,
} from './times/topic-times.js';
export {
  currentVote,
  type CastVote,
  type CurrentVote,
  type Side,
  type VoteOrigin,
} from './votes/current-vote.js';
export { importConversation, type ImportedConversation } from './polis/import-conversation.js';
export { exportConversation, type ExportedConversation } from './polis/export-conversation.js';
export { mapTopic } from './polis/map-topic.js';
export { takeSnapshot, type TakenSnapshot } from './snapshots/take-snapshot.js';
export { verifySnapshot, type SnapshotVerdict } from './snapshots/verify-snapshot.js';
