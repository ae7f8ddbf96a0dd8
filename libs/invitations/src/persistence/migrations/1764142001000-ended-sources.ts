import { SchemaMigration } from '#libs/platform';

/**
 * For the contexts whose sources they are: those whose newest invitation has ended without a guest, as a statement of theirs that reads
 * many has to know it. A deadline ends it by the database's clock, whether or not the job has come round.
 */
export class EndedSources1764142001000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE VIEW invitations.ended_source WITH (security_invoker = true) AS
      SELECT i.source_type, i.source_id
      FROM invitations.invitation i
      WHERE (i.state IN ('DECLINED', 'LAPSED', 'CANCELLED') OR (i.state = 'PENDING' AND i.respond_by <= clock_timestamp()))
        AND NOT EXISTS (SELECT FROM invitations.invitation newer
          WHERE newer.source_type = i.source_type AND newer.source_id = i.source_id AND newer.id > i.id)`,
    'GRANT SELECT ON invitations.ended_source TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP VIEW invitations.ended_source'];
}
