import { bodyDuty, checkInstead, down, hostDuty, SchemaMigration, SCOPE, up } from '#libs/platform';

const whoChanges = (cancels: string): string =>
  `(state IN ('CONFIRMED', 'DECLINED') AND ${SCOPE.invitation}) OR (state = 'CANCELLED' AND ${cancels})`;

const steps = [
  checkInstead(
    'invitations.invitation',
    'api_update',
    whoChanges(`(${bodyDuty('coordinates')} OR ${hostDuty('reviews')})`),
    whoChanges(bodyDuty('coordinates')),
  ),
];

/** An officer who names somebody else for a place ends the invitation of whoever had it, as a coordinator does. */
export class InvitationsOfSuperseded1764133002000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
