import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type SmtpSink, smtpSink, type TestDatabase, testDatabase } from '#libs/testing';
import { MailOffice } from '../testing/mail-office.js';

const MESSAGES = 200;
const KILLS = 6;

let database: TestDatabase;
let sink: SmtpSink;
let office: MailOffice;

beforeAll(async () => {
  database = await testDatabase();
  sink = await smtpSink();
  office = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url });
});
afterAll(async () => {
  await office.close();
  await sink.close();
  await database.drop();
});

function startSender(): ChildProcess {
  const root = process.cwd();
  const options = { workerUrl: database.workerUrl, smtpUrl: sink.url, oracleUrl: sink.oracleUrl };
  return fork(join(root, 'libs/notifications/src/testing/sender-process.ts'), [JSON.stringify(options)], {
    execArgv: ['--conditions=source', `--import=${join(root, 'test/support/typescript-loader.mjs')}`],
  });
}

describe('a worker that is killed in mid-send', () => {
  it('six times of two hundred mails: none lost, none doubled, where the mail server can be asked', async () => {
    // The server takes its time between the last byte and its answer: the moment in which a crash is ambiguous.
    sink.script({ at: 'data', do: { kind: 'delay', ms: 60 } });
    await office.compose('PERSONAL_INVITATION', MESSAGES);
    const senders = Array.from({ length: KILLS + 1 }, startSender);
    await Promise.all(senders.map((sender) => once(sender, 'message')));
    const last = senders.pop() as ChildProcess;
    const [killedAt, leftSending]: [number[], number[]] = [[], []];
    for (const [kill, sender] of senders.entries()) {
      sender.send('begin');
      const before = sink.count;
      while (sink.count < before + 18 + kill * 2) await new Promise((next) => setTimeout(next, 5));
      sender.kill('SIGKILL');
      await once(sender, 'exit');
      killedAt.push(sink.count);
      const [left] = await office.sql<{ sending: number }>(
        `SELECT count(*)::int AS sending FROM notifications.message WHERE state = 'SENDING'`,
      );
      leftSending.push(left?.sending ?? 0);
    }
    // The kills came in the midst of the work; one may come just when ten mails are marked and the next ten not yet claimed.
    expect(killedAt.at(-1)).toBeLessThan(MESSAGES);
    expect(leftSending.filter((sending) => sending > 0).length).toBeGreaterThanOrEqual(KILLS / 2);
    last.send('begin');
    const [code] = (await once(last, 'exit')) as [number];
    expect(code).toBe(0);
    expect(await office.states()).toEqual({ SENT: MESSAGES });
    expect(sink.count).toBe(MESSAGES);
    expect(new Set(sink.messageIds).size).toBe(MESSAGES);
  });
});
