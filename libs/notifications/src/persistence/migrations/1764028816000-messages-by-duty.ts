import {
  bodyDuty,
  bodyOrConference,
  changeOnly,
  checkInstead,
  down,
  hostDuty,
  SCOPE,
  SchemaMigration,
  someDuty,
  up,
} from '#libs/platform';

const QUEUED = `state = 'QUEUED'`;

const steps = [
  checkInstead(
    'notifications.message',
    'api_insert',
    `${bodyDuty('coordinates')} OR ${hostDuty('reviews', 'approves', 'administers')}`,
    bodyOrConference,
  ),
  checkInstead(
    'notifications.message',
    'api_update',
    `${bodyDuty('coordinates')} OR ${hostDuty('reviews', 'administers')}`,
    bodyOrConference,
  ),
  checkInstead(
    'notifications.message',
    'api_update_of_none',
    `${QUEUED} AND conference_id IS NULL AND ${someDuty('administers')}`,
    `${QUEUED} AND ${SCOPE.ofNoConference}`,
  ),
  // Taken back, or sent again: to whom and what it says stays.
  changeOnly('notifications.message', [
    'state',
    'is_in_doubt',
    'deferrals',
    'trouble_since',
    'cancel_requested_at',
    'next_attempt_at',
    'last_error',
  ]),
];

/** Mail is written, taken back and sent again by those whose acts it follows from. */
export class MessagesByDuty1764028816000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
