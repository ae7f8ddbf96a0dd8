import {
  bodyDuty,
  bodyOrConference,
  changeOnly,
  checkInstead,
  down,
  hostDuty,
  SCOPE,
  SchemaMigration,
  up,
} from '#libs/platform';

const FORMER = `${bodyOrConference} OR ${SCOPE.invitation}`;

const steps = [
  checkInstead('invitations.invitation', 'api_insert', hostDuty('approves'), FORMER),
  checkInstead(
    'invitations.invitation',
    'api_update',
    `(state IN ('CONFIRMED', 'DECLINED') AND ${SCOPE.invitation}) OR (state = 'CANCELLED' AND ${bodyDuty('coordinates')})`,
    FORMER,
  ),
  changeOnly('invitations.invitation', ['state', 'version', 'answered_at', 'decline_reason']),
];

/** Approvers invite, coordinators cancel by withdrawing, and nobody but the invitee answers. */
export class InvitationsByDuty1764028815000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
