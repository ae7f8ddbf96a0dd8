/** The door of nominations: persons, nominations, quotas, screening and the host's acts on them. */
export { fillPlaces, offerPlace, screenNomination } from './nominations.jobs.js';
export { NominationsModule } from './nominations.module.js';
export { NominationsGraphqlModule } from './nominations-graphql.module.js';
export { NominationsJobsModule } from './nominations-jobs.module.js';
export { AllotPlaces } from './use-cases/allot-places.js';
export { CreateNomination } from './use-cases/create-nomination.js';
export { DecideNomination } from './use-cases/decide-nomination.js';
export { allotFirstPlaces } from './use-cases/first-allotment.js';
export { LoadWatchList } from './use-cases/load-watch-list.js';
export { PromoteNomination } from './use-cases/promote-nomination.js';
export { RecommendNomination } from './use-cases/recommend-nomination.js';
export { ReleaseDecisions } from './use-cases/release-decisions.js';
export { ReturnNomination } from './use-cases/return-nomination.js';
export { SubmitNomination } from './use-cases/submit-nomination.js';
export { WithdrawNomination } from './use-cases/withdraw-nomination.js';
