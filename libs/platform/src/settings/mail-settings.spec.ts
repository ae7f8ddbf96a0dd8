import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ownCertificate } from '#libs/testing';
import { loadSettings, SettingsError } from './settings.js';

const production = {
  DATABASE_URL: 'postgres://owner:pw@db.example:5432/plenary',
  PUBLIC_URL: 'https://conference.example',
  PLENARY_SECRET: 'k2Jw8rXv0QmLz5TnYb7HcDf3GsAe9PuW',
  MAIL_FROM: 'Conference <office@conference.example>',
  SMTP_URL: 'smtp://mail.example:587',
};
const WITH_PASSWORD = 'smtp://office:secret-word@mail.example:587';

const smtpOf = (env: Record<string, string>) => loadSettings({ ...production, ...env }).smtp;

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    smtpOf(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('whether mail waits for encryption', () => {
  it.each<[boolean, Record<string, string>]>([
    [false, {}],
    [true, { SMTP_URL: WITH_PASSWORD }],
    [true, { SMTP_URL: WITH_PASSWORD.replace('smtp:', 'smtps:') }],
    [false, { SMTP_URL: WITH_PASSWORD, SMTP_PASSWORD_IN_CLEAR: 'allowed' }],
    [true, { SMTP_REQUIRE_TLS: 'yes' }],
    [true, { SMTP_URL: WITH_PASSWORD, SMTP_REQUIRE_TLS: 'yes' }],
    [false, { SMTP_REQUIRE_TLS: 'no' }],
    [false, { SMTP_URL: WITH_PASSWORD, SMTP_REQUIRE_TLS: 'no', SMTP_PASSWORD_IN_CLEAR: 'allowed' }],
  ])('is %j for %j', (isRequired, env) => {
    expect(smtpOf(env).requireTls).toBe(isRequired);
  });

  it.each<[Record<string, string>, string]>([
    [
      { SMTP_URL: WITH_PASSWORD, SMTP_REQUIRE_TLS: 'no' },
      'SMTP_REQUIRE_TLS=no would let the password of SMTP_URL go without encryption; SMTP_PASSWORD_IN_CLEAR=allowed says that this is wanted.',
    ],
    [
      { SMTP_REQUIRE_TLS: 'yes', SMTP_PASSWORD_IN_CLEAR: 'allowed' },
      'SMTP_PASSWORD_IN_CLEAR says the contrary of SMTP_REQUIRE_TLS=yes; leave one of them out.',
    ],
    [
      { SMTP_PASSWORD_IN_CLEAR: 'yes' },
      'SMTP_PASSWORD_IN_CLEAR must be the word "allowed", or absent; it is "yes".',
    ],
  ])('is refused where two settings contradict each other, or give a password away: %j', (env, problem) => {
    expect(problemsOf(env)).toEqual([problem]);
  });
});

describe('the limits of a mail server', () => {
  it.each([
    ['5/second', { messages: 5, perMs: 1_000 }],
    ['30/minute', { messages: 30, perMs: 60_000 }],
    ['100/hour', { messages: 100, perMs: 3_600_000 }],
    ['999999/hour', { messages: 999_999, perMs: 3_600_000 }],
  ])('are read from %s', (text, rate) => {
    expect(smtpOf({ SMTP_RATE: text }).rate).toEqual(rate);
  });

  it.each(['0/hour', '100', '100/day', '100 / hour', '-1/minute', '1000000/hour'])('are not %s', (text) => {
    expect(problemsOf({ SMTP_RATE: text })).toEqual([
      `SMTP_RATE must be a number and a time, as in 30/minute or 100/hour; it is "${text}".`,
    ]);
  });

  it('are 1 to 999 connections', () => {
    expect(['1', '999'].map((text) => smtpOf({ SMTP_CONNECTIONS: text }).connections)).toEqual([1, 999]);
    for (const text of ['0', '1000', '2.5'])
      expect(problemsOf({ SMTP_CONNECTIONS: text })).toEqual([
        `SMTP_CONNECTIONS must be a whole number from 1 to 999; it is "${text}".`,
      ]);
  });

  it('are none where nothing is said', () => {
    expect(smtpOf({})).toMatchObject({ rate: undefined, connections: undefined });
  });
});

describe('who vouches for a server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-ca-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('stands in the file that the setting names', () => {
    const file = join(directory, 'ca.pem');
    const { cert } = ownCertificate();
    writeFileSync(file, cert);
    expect(smtpOf({ SMTP_CA: file }).ca).toBe(cert);
  });

  it('is told before anything starts where there is no such file, or it holds no certificate', () => {
    const empty = join(directory, 'empty.pem');
    writeFileSync(empty, '');
    for (const path of [empty, join(directory, 'missing.pem')])
      expect(problemsOf({ SMTP_CA: path })).toEqual([
        `SMTP_CA must name a readable file of certificates (PEM); it is ${JSON.stringify(path.slice(0, 80))}.`,
      ]);
  });
});

describe('the addresses of mail', () => {
  it('are whom failures come back to, and whom people write to, with a name or without', () => {
    expect(
      smtpOf({
        MAIL_ENVELOPE_FROM: 'bounces@conference.example',
        MAIL_REPLY_TO: 'Ada Sample <ada@conference.example>',
        SMTP_EHLO_NAME: 'plenary.conference.example',
      }),
    ).toMatchObject({
      envelopeFrom: 'bounces@conference.example',
      replyTo: 'Ada Sample <ada@conference.example>',
      ehloName: 'plenary.conference.example',
    });
    expect(smtpOf({ MAIL_REPLY_TO: 'ada@conference.example' }).replyTo).toBe('ada@conference.example');
  });

  it.each([
    ['MAIL_ENVELOPE_FROM', 'Ada Sample <ada@conference.example>'],
    ['MAIL_REPLY_TO', 'Ada Sample'],
    ['MAIL_REPLY_TO', 'ada@conference.example, eve@conference.example'],
    ['SMTP_EHLO_NAME', 'two words'],
  ])('are refused as %s in another form: %s', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must be `));
  });
});
