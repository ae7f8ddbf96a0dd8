import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, smtpSink, type TestDatabase, testDatabase } from '#libs/testing';
import { MailOffice } from '../testing/mail-office.js';
import { lackOfPostfix, postfixRelay } from '../testing/postfix-relay.js';

const MAILS = 22;

describe('a Postfix with limits', () => {
  const lack = lackOfPostfix();
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let database: TestDatabase;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  afterAll(() => database.drop());

  it.each([
    ['smtpd_client_message_rate_limit', '8', /^4[25][01] 4\.7\.[01] .*too much mail/],
    ['smtpd_client_connection_rate_limit', '3', /^421 4\.7\.0 .*too many connections/],
  ])(
    'of %s = %s in 2 s takes 22 of 22, each once, and none of them has used up a try',
    async (limit, value, words) => {
      const sink = await smtpSink();
      open.push(sink);
      const relay = await postfixRelay(Number(new URL(sink.url).port), {
        [limit]: value,
        anvil_rate_time_unit: '2s',
      });
      open.push(relay);
      const office = await MailOffice.open({
        workerUrl: database.workerUrl,
        smtpUrl: relay.url,
        concurrency: 10,
        sending: { pauses: { firstPauseMs: 300, mostPauseMs: 1_000 } },
      });
      open.push({
        close: async () => {
          await office.sql('DELETE FROM notifications.message');
          await office.sql('DELETE FROM notifications.mail_server');
          await office.sql('DELETE FROM platform.outbox');
          await office.close();
        },
      });
      const ids = await office.compose('PERSONAL_INVITATION', MAILS);
      const heard = new Set<unknown>();
      await drain(
        async () => {
          await office.send(ids);
          for (const { error } of await office.sql(
            'SELECT DISTINCT last_error AS error FROM notifications.message',
          ))
            heard.add(error);
          await office.sql(
            `UPDATE notifications.message SET next_attempt_at = least(next_attempt_at, clock_timestamp() + interval '100 ms')`,
          );
          return (await office.states()).SENT === MAILS;
        },
        { what: 'all mail to leave', timeoutMs: 90_000, everyMs: 50, progress: () => [...heard] },
      );
      await drain(() => sink.count >= MAILS, { what: 'Postfix to hand all on', timeoutMs: 20_000 });
      expect([sink.count, new Set(sink.messageIds).size]).toEqual([MAILS, MAILS]);
      const rows = await office.sql('SELECT DISTINCT state, attempts, deferrals FROM notifications.message');
      expect(rows).toEqual([{ state: 'SENT', attempts: 1, deferrals: 0 }]);
      // Its limits were met.
      expect([...heard].map(String)).toContainEqual(expect.stringMatching(words));
    },
  );
});
