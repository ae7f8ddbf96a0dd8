import { once } from 'node:events';
import { MailOffice } from './mail-office.js';

/**
 * A worker that a test may kill: sends everything that is open and due until nothing is left, then exits with 0. Tells
 * its parent when it is ready, and begins when it is told to. Options as JSON in the first argument.
 */
interface Options {
  readonly workerUrl: string;
  readonly smtpUrl: string;
  readonly oracleUrl?: string;
}

const options = JSON.parse(process.argv[2] ?? '{}') as Options;
const office = await MailOffice.open({ ...options, concurrency: 10, leaseMs: 600 });
process.send?.('ready');
await once(process, 'message');
for (;;) {
  const open = await office.sql<{ id: string }>(
    `SELECT id FROM notifications.message WHERE state IN ('QUEUED', 'DEFERRED', 'SENDING') ORDER BY id LIMIT 50`,
  );
  if (open.length === 0) break;
  await office.send(open.map(({ id }) => id));
}
await office.close();
process.exit(0);
