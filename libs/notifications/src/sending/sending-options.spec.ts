import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '#libs/platform';
import { SendingOptions } from './sending-options.js';

const production = {
  DATABASE_URL: 'postgres://owner:pw@db.example:5432/plenary',
  PUBLIC_URL: 'https://conference.example',
  PLENARY_SECRET: 'k2Jw8rXv0QmLz5TnYb7HcDf3GsAe9PuW',
  MAIL_FROM: 'Conference <office@conference.example>',
  SMTP_URL: 'smtp://office:secret-word@mail.example:587',
  QUEUE_CONCURRENCY: '7',
};
const valuesOf = (env: Record<string, string> = {}) =>
  SendingOptions.of(loadSettings({ ...production, ...env })).values;

describe('how a worker sends mail', () => {
  it('is as the settings say, each of which arrives', () => {
    expect(
      valuesOf({
        SMTP_CONNECTIONS: '2',
        SMTP_RATE: '100/hour',
        SMTP_EHLO_NAME: 'plenary.conference.example',
        MAIL_ENVELOPE_FROM: 'bounces@conference.example',
        MAIL_REPLY_TO: 'Ada Sample <ada@conference.example>',
      }),
    ).toMatchObject({
      smtpUrl: production.SMTP_URL,
      from: production.MAIL_FROM,
      requireTls: true,
      concurrency: 2,
      rate: { messages: 100, perMs: 3_600_000 },
      ehloName: 'plenary.conference.example',
      envelopeFrom: 'bounces@conference.example',
      replyTo: 'Ada Sample <ada@conference.example>',
    });
  });

  it('has as many connections as the queue works at once, where nothing is said of them', () => {
    expect(valuesOf()).toMatchObject({ concurrency: 7, rate: undefined });
  });
});
