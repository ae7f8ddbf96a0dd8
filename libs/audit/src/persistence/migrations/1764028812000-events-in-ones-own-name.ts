import {
  bodyDuty,
  bodyOrConference,
  checkInstead,
  down,
  hostDuty,
  SCOPE,
  SchemaMigration,
  up,
} from '#libs/platform';

const OWN = `actor_id IS NOT DISTINCT FROM (SELECT platform.scope_user())`;
/** What follows by itself is told as nobody's. */
const AUTOMATIC = `(actor_id IS NULL AND actor_kind = 'system')`;

const steps = [
  checkInstead('audit.event', 'api_insert', `${OWN} OR ${AUTOMATIC}`, SCOPE.everybody),
  checkInstead(
    'audit.remark',
    'api_insert',
    `${bodyDuty('coordinates')} OR ${hostDuty('reviews', 'approves')}`,
    bodyOrConference,
  ),
];

/** Nobody puts an act on record as somebody else's, and nobody words a remark whose acts take none. */
export class EventsInOnesOwnName1764028812000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
