import { checkInstead, hostDuty, isCaller, protectTable, SCOPE, SchemaMigration, up } from '#libs/platform';

const HOST_ONLY = SCOPE.conferenceWide;

/** Who was reminded of which review on which day of the conference's: nobody by a colleague twice in a day. */
export class Reminders1764141002000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE approvals.reminder (
      review_id uuid NOT NULL REFERENCES approvals.review,
      user_id uuid NOT NULL,
      day date NOT NULL,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      reminded_by uuid,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (review_id, user_id, day)
    )`,
    ...protectTable({ table: 'approvals.reminder', read: HOST_ONLY, write: HOST_ONLY, privileges: 'INSERT' }),
    ...up([
      checkInstead(
        'approvals.reminder',
        'api_insert',
        `${isCaller('reminded_by')} AND ${hostDuty('reviews', 'approves', 'administers')}`,
        HOST_ONLY,
      ),
    ]),
  ];
  protected readonly statementsDown = ['DROP TABLE approvals.reminder'];
}
