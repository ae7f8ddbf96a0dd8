/** The door of the audit trail: reading it, sealing it, checking it. Entries are written by `tx.audit` of the platform. */
export * from './audit.module.js';
export * from './audit-graphql.module.js';
export * from './audit-jobs.module.js';
export { AuditEventConnection, AuditEventType } from './graphql/audit-event.type.js';
export { ChangeType } from './graphql/change.type.js';
export { describeAction, TOLD_ACTIONS } from './domain/describe-action.js';
export * from './queries/audit-trail.js';
export { type Change, ChangeFeed, CHANGES_KEPT_DAYS } from './queries/change-feed.js';
export { ChangesOfScope, type FeedScope, type PlacedChange } from './queries/changes-of-scope.js';
export { ReferencesOfSubjects } from './queries/references-of-subjects.js';
export { ChainHeads } from './queries/chain-heads.js';
export { PeopleOfTrail } from './queries/people-of-trail.js';
export { AuditSealer } from './sealing/audit-sealer.js';
export { type AuditVerdict, AuditVerifier } from './sealing/audit-verifier.js';
export { type FileVerdict, verifyAuditFile } from './sealing/verify-file.js';
export * from './sealing/verify-audit.js';
