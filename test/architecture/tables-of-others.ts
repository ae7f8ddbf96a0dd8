const REFERENCE = 'reference data, which every context joins and nobody else writes';
const TRAIL = 'the trail is written by the platform in every transaction; this context reads and seals it';
const SEEDS = 'the demonstration looks at what came of the parts that it played';
const GRANTS = 'who is an approver is asked by the statement that depends on it';
const BACKUP = 'a backup is of the whole database, and tells of it what whoever keeps it has to know';

/**
 * Statements of a context that name the table of another, each with its reason: who, whose, in which files. This list only
 * shrinks. A context asks another by its facade, or joins a view that the other publishes.
 */
export const STATEMENTS: Readonly<Record<string, readonly [why: string, ...files: string[]]>> = {
  'access reads conference.body': [REFERENCE, 'libs/access/src/queries/demonstration-users.ts'],
  'approvals reads access.role_grant': [
    GRANTS,
    'libs/approvals/src/queries/absent-colleagues.ts',
    'libs/approvals/src/use-cases/record-absence.ts',
  ],
  'approvals reads conference.body': [
    REFERENCE,
    'libs/approvals/src/jobs/review-notices.job.ts',
    'libs/approvals/src/persistence/reminder.statements.ts',
  ],
  'approvals reads conference.conference': [
    REFERENCE,
    'libs/approvals/src/jobs/review-notices.job.ts',
    'libs/approvals/src/persistence/reminder.statements.ts',
  ],
  'audit reads audit.event': [
    TRAIL,
    'libs/audit/src/queries/trail-statements.ts',
    'libs/audit/src/queries/chain-heads.ts',
    'libs/audit/src/queries/change-feed.ts',
    'libs/audit/src/queries/sealed-trail.ts',
    'libs/audit/src/sealing/audit-sealer.ts',
    'libs/audit/src/sealing/audit-verifier.ts',
  ],
  'audit reads audit.remark': [
    TRAIL,
    'libs/audit/src/queries/trail-statements.ts',
    'libs/audit/src/sealing/audit-verifier.ts',
  ],
  'demonstration reads access.app_user': [SEEDS, 'libs/demonstration/src/cast.ts'],
  'demonstration reads access.role_grant': [SEEDS, 'libs/demonstration/src/cast.ts'],
  'demonstration reads audit.event': [SEEDS, 'libs/demonstration/src/seed-demonstration.ts'],
  'demonstration reads conference.conference': [SEEDS, 'libs/demonstration/src/seed-demonstration.ts'],
  'demonstration reads nominations.nomination': [SEEDS, 'libs/demonstration/src/performer.ts'],
  'invitations reads conference.body': [
    REFERENCE,
    'libs/invitations/src/persistence/invitation.statements.ts',
  ],
  'invitations reads conference.conference': [
    REFERENCE,
    'libs/invitations/src/persistence/invitation.statements.ts',
  ],
  'invitations reads conference.time_window': [
    REFERENCE,
    'libs/invitations/src/persistence/invitation.statements.ts',
  ],
  'nominations reads conference.body': [
    REFERENCE,
    'libs/nominations/src/persistence/nomination.statements.ts',
    'libs/nominations/src/persistence/release.statements.ts',
  ],
  'nominations reads conference.conference': [
    REFERENCE,
    'libs/nominations/src/notices/body-notices.ts',
    'libs/nominations/src/notices/release-notices.ts',
    'libs/nominations/src/persistence/nomination.statements.ts',
    'libs/nominations/src/queries/preview-place.ts',
  ],
  'nominations reads conference.constituency': [
    REFERENCE,
    'libs/nominations/src/persistence/nomination.statements.ts',
  ],
  'nominations reads conference.time_window': [
    REFERENCE,
    'libs/nominations/src/persistence/nomination.statements.ts',
    'libs/nominations/src/queries/nomination-view.ts',
  ],
  'notifications reads conference.conference': [
    REFERENCE,
    'libs/notifications/src/persistence/message.statements.ts',
  ],
  'places reads conference.body': [
    REFERENCE,
    'libs/places/src/queries/quota-balances.ts',
    'libs/places/src/queries/reserve-line.ts',
    'libs/places/src/use-cases/allot-places.ts',
    'libs/places/src/verifying/verifying.statements.ts',
    'libs/places/src/notices/place-offer-notices.ts',
    'libs/places/src/persistence/place-offer.statements.ts',
  ],
  'places reads conference.conference': [
    REFERENCE,
    'libs/places/src/notices/host-notices.ts',
    'libs/places/src/queries/reserve-line.ts',
    'libs/places/src/use-cases/fill-places.ts',
    'libs/places/src/verifying/verifying.statements.ts',
    'libs/places/src/notices/place-offer-notices.ts',
    'libs/places/src/persistence/place-offer.statements.ts',
  ],
  'places reads conference.constituency': [
    REFERENCE,
    'libs/places/src/queries/quota-balances.ts',
    'libs/places/src/queries/reserve-line.ts',
    'libs/places/src/use-cases/allot-places.ts',
    'libs/places/src/verifying/verifying.statements.ts',
    'libs/places/src/notices/place-offer-notices.ts',
    'libs/places/src/persistence/place-offer.statements.ts',
  ],
  'platform reads audit.seal': [BACKUP, 'libs/platform/src/database/backup/write-backup.ts'],
  'platform reads conference.conference': [BACKUP, 'libs/platform/src/database/backup/restore-backup.ts'],
};

/** The same of what is kept in the database: functions, views and policies, each by its name. Keys of another's rows are none of it. */
export const IN_DATABASE: Readonly<Record<string, readonly [why: string, ...parts: string[]]>> = {
  'approvals reads access.role_grant': [GRANTS, 'function separate_duties'],
  'nominations reads approvals.batch': [
    'the ledger takes a promotion without a name in the transaction of a release alone',
    'policy quota_entry/api_insert',
  ],
  'nominations reads conference.conference': [
    REFERENCE,
    'policy place_offer/api_insert',
    'policy quota_entry/api_insert',
  ],
};

/** Views and functions of a context that another uses against the arrows of `doors.ts`. */
export const PUBLISHED_BACKWARDS: Readonly<Record<string, readonly [why: string, ...files: string[]]>> = {
  'platform reads access.acts_as': [
    'the policies of every context ask which duties a user has, which access alone knows',
    'libs/platform/src/database/duties.ts',
  ],
  'platform reads audit.begin_era': [BACKUP, 'libs/platform/src/database/backup/restore-backup.ts'],
};
