/** The door of the opinion map: votes, moderation and options in; map out. */
export {
  mapOpinions,
  type MappedPeople,
  type MappedStatements,
  type MappedVote,
  type OpinionGroup,
  type OpinionMap,
} from './opinion-map.js';
export { OpinionMapRefusal, VoteBook, LARGEST_ID, type NumberedVotes, type VoteColumns } from './votes.js';
export { type KMemory, type Moderation, type OpinionOptions, type StatementStatus } from './options.js';
export { parametersOf, type MapParameters } from './parameters.js';
export { GROUPS_STAND, splitHalfStability } from './stability.js';
export { type BaseCluster } from './base-clusters.js';
export { type Clarity } from './clarity.js';
export { type Components } from './components.js';
export { agreementOf, type Agreement } from './agreement.js';
export { type GroupingTry } from './groups.js';
export { placedPeople } from './membership.js';
export { type MajorityStatement } from './majority.js';
export { type VoteCounts } from './matrix.js';
export { NEW_PRIORITY } from './priorities.js';
export { type RepresentativeStatement } from './representative.js';
export { type Tally } from './tallies.js';
export { matchGroups, type GroupedPeople, type GroupNumbers } from './match-groups.js';
export { placeOf, type Place } from './place.js';
export { drawStatement, routingChances, type RoutingChance, type RoutingOptions } from './routing.js';
export { drawMap, type PictureOptions } from './picture.js';
export { drawStatements, type StatementsPictureOptions } from './statements-picture.js';
export { dividingStatements, type DividingStatement } from './dividing-statements.js';
export {
  agreementsOn,
  LEAST_GROUP,
  opposedStatements,
  sharedStatements,
  type GroupAgreement,
  type SharedStatement,
} from './shared-statements.js';
