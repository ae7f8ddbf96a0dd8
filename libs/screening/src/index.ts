/** The door of screening: the checks of submissions, look-alikes and the watch list. */
export { SCREENING_ACTOR } from './checks/screening-check.js';
export {
  LONGEST_JUDGEMENT_NOTE,
  PAIR_STATES,
  type PairState,
  pairState,
  inOrder,
} from './domain/judgement.js';
export { isAlike, likenessTo } from './domain/look-alike.js';
export { type JudgedRow, type Judgement, judgementOf } from './domain/pair.js';
export { type ScreeningKind } from './domain/screening.js';
export {
  describeFinding,
  describeReason,
  DUPLICATE_REASONS,
  type DuplicateReason,
  SCREENING_FINDINGS,
} from './domain/screening-findings.js';
export { screeningAnswer } from './graphql/screening-answer.js';
export { ScreeningResultType } from './graphql/screening.type.js';
export {
  DuplicatePairChangeEnum,
  DuplicatePairStateEnum,
  DuplicateReasonEnum,
  DuplicateVerdictEnum,
  ScreeningKindEnum,
} from './graphql/screening-enums.js';
export { flagsOf, MOST_LOOK_ALIKES } from './persistence/screening.statements.js';
export { keepJudgement } from './persistence/judgement.statements.js';
export { isOnWatchList, WatchListHits } from './queries/watch-list-hit.js';
export { ScreeningDossier } from './queries/screening-dossier.js';
export { screen, screenNomination } from './screening.jobs.js';
export { ScreeningModule } from './screening.module.js';
export { ScreeningGraphqlModule } from './screening-graphql.module.js';
export { ScreeningJobsModule } from './screening-jobs.module.js';
export {
  type PairedSubject,
  type ScreenedSubject,
  type ScreeningSubject,
  ScreeningSubjects,
  type Sought,
  type StandingNames,
  type StandingSubject,
  type SubjectVersion,
} from './screening-subjects.js';
export { JudgeDuplicate } from './use-cases/judge-duplicate.js';
export { LoadWatchList } from './use-cases/load-watch-list.js';
