import { hostDuty, organisationDuty, SchemaMigration } from '#libs/platform';

const TABLE = 'delegations.delegate';
const OF_ORGANISATION = organisationDuty('answers');

/** Officers of the host name delegates too, after the freeze for everybody: see the window DELEGATION, which the acts ask. */
export class DelegatesByTheHost1764241000000 extends SchemaMigration {
  protected readonly statementsUp = ['insert', 'update'].map(
    (act) => `ALTER POLICY api_${act} ON ${TABLE} WITH CHECK (${OF_ORGANISATION} OR ${hostDuty('reviews')})`,
  );
  protected readonly statementsDown = ['insert', 'update'].map(
    (act) => `ALTER POLICY api_${act} ON ${TABLE} WITH CHECK (${OF_ORGANISATION})`,
  );
}
