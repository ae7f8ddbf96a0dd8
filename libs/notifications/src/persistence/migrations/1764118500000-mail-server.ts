import { protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** How the workers find the mail server, in one row: what it took last, and since when and why it takes nothing. */
export class MailServer1764118500000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE notifications.mail_server (
      id smallint PRIMARY KEY CHECK (id = 1),
      reason text CHECK (reason IN ('UNREACHABLE', 'CERTIFICATE', 'NO_TLS', 'PASSWORD', 'REFUSED', 'LIMIT')),
      error text,
      since timestamptz,
      seen_at timestamptz,
      taken_at timestamptz,
      CONSTRAINT mail_server_trouble CHECK ((reason IS NULL) = (since IS NULL))
    )`,
    // It names nobody: the health page reads it, and the console shows it to the host.
    ...protectTable({ table: 'notifications.mail_server', read: SCOPE.everybody }),
  ];
  protected readonly statementsDown = ['DROP TABLE notifications.mail_server'];
}
