/** The door of nominations: persons, nominations and the host's acts on them. */
export { NOMINATION_ACTS } from './acts/acts.js';
export { inputsOf, NOMINATION_FIELDS, PERSON_FIELDS } from './domain/nomination-fields.js';
export { NOMINATION_SUBJECT } from './domain/nomination.js';
export { NominationsModule } from './nominations.module.js';
export { NominationsGraphqlModule } from './nominations-graphql.module.js';
export { NominationsJobsModule } from './nominations-jobs.module.js';
export { CreateNomination } from './use-cases/create-nomination.js';
export { DecideNomination } from './acts/decide-nomination.act.js';
export { PromoteNomination } from './acts/promote-nomination.act.js';
export { RecommendNomination } from './acts/recommend-nomination.act.js';
export { ReleaseDecisions } from './use-cases/release-decisions.js';
export { ReturnNomination } from './acts/return-nomination.act.js';
export { SubmitNomination } from './acts/submit-nomination.act.js';
export { UpdateNomination } from './acts/update-nomination.act.js';
export { type NominationOfBody, NominationsOfBody } from './queries/nominations-of-body.js';
export { placesOfNominations } from './queries/places-of-nominations.js';
export { WithdrawNomination } from './acts/withdraw-nomination.act.js';
