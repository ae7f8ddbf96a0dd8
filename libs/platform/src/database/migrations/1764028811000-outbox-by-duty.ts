import { checkInstead, down, hostDuty, someDuty, up } from '../duties.js';
import { SCOPE } from '../protect-table.js';
import { SchemaMigration } from '../schema-migration.js';

const { conferenceWide, everybody, ofNoConference, signIn } = SCOPE;
/** Whoever coordinates drafts as well. */
const anyDuty = someDuty('drafts', 'reviews', 'approves', 'administers');
const invitee = `(SELECT platform.scope_purpose()) = 'invitation'`;

const steps = [
  // The worker does what it finds here as nobody in particular, so whoever may do nothing may promise nothing either.
  checkInstead('platform.outbox', 'api_insert', `${anyDuty} OR ${signIn} OR ${invitee}`, everybody),
  checkInstead('platform.outbox', 'api_update', hostDuty('administers'), conferenceWide),
  checkInstead(
    'platform.outbox',
    'api_update_of_none',
    `conference_id IS NULL AND ${someDuty('administers')}`,
    ofNoConference,
  ),
];

/** Work is promised by people with something to do, and replayed by administrators. */
export class OutboxByDuty1764028811000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
