import { bodyDuty, checkInstead, down, hostDuty, SchemaMigration, up } from '#libs/platform';

const ofInvitation = `kind = 'PERSONAL_INVITATION' AND ${bodyDuty('drafts')}`;
const WRITERS = `${bodyDuty('coordinates')} OR ${hostDuty('reviews', 'approves', 'administers')}`;
const SENDERS = `${bodyDuty('coordinates')} OR ${hostDuty('reviews', 'administers')}`;

const steps = [
  checkInstead('notifications.message', 'api_insert', `${WRITERS} OR (${ofInvitation})`, WRITERS),
  checkInstead(
    'notifications.message',
    'api_update',
    `${SENDERS} OR (cancel_requested_at IS NOT NULL AND ${ofInvitation})`,
    SENDERS,
  ),
];

/** A nominator who corrects an address takes the old invitation's mail back and writes the new one's. */
export class MailOfCorrections1764028823000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
