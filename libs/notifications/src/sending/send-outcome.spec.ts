import { describe, expect, it } from '@jest/globals';
import { senderAddress } from './sender-address.js';
import { answerWithoutAddresses, outcomeOf } from './send-outcome.js';

const failure = (fields: object) => Object.assign(new Error('x'), fields);

describe('what a failure means', () => {
  it.each([
    [{ responseCode: 550, command: 'RCPT TO', response: '550 no' }, true, 'refused'],
    [{ responseCode: 452, command: 'RCPT TO', response: '452 full' }, false, 'deferred'],
    [{ responseCode: 554, command: 'DATA', response: '554 no' }, true, 'refused'],
    [{ responseCode: 451, command: 'DATA', response: '451 later' }, true, 'deferred'],
    [{ responseCode: 451, command: 'MAIL FROM', response: '451 later' }, false, 'deferred'],
    [{ responseCode: 553, command: 'MAIL FROM', response: '553 not you' }, false, 'unreachable'],
    [{ responseCode: 421, command: 'CONN', response: '421 busy' }, false, 'busy'],
    [{ responseCode: 421, command: 'DATA', response: '421 closing' }, true, 'busy'],
    [
      { responseCode: 450, command: 'RCPT TO', response: '450 4.7.1 Error: too much mail from x' },
      false,
      'busy',
    ],
    [{ responseCode: 451, command: 'MAIL FROM', response: '451 4.7.0 Rate limit exceeded' }, false, 'busy'],
    [
      { responseCode: 450, command: 'RCPT TO', response: '450 4.2.1 rate of this mailbox' },
      false,
      'deferred',
    ],
    [
      { responseCode: 450, command: 'RCPT TO', response: '450 4.2.0 Greylisted, try later' },
      false,
      'deferred',
    ],
    [
      { responseCode: 450, command: 'RCPT TO', response: '450 4.7.1 <ada@acme-limited.example>: Greylisted' },
      false,
      'deferred',
    ],
    [
      { responseCode: 451, command: 'RCPT TO', response: '451 4.3.0 Error: cannot generate the queue file' },
      false,
      'deferred',
    ],
    [{ responseCode: 550, command: 'RCPT TO', response: '550 too many bounces' }, false, 'refused'],
    [{ responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH', response: '535 bad' }, false, 'unreachable'],
    [{ code: 'EENVELOPE', command: 'API' }, false, 'refused'],
    [{ code: 'EMESSAGE', command: 'MAIL FROM' }, false, 'refused'],
    [{ code: 'ECONNECTION', command: 'CONN' }, false, 'unreachable'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, false, 'unreachable'],
    [{ code: 'ECONNECTION', command: 'CONN' }, true, 'in-doubt'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, true, 'in-doubt'],
    [{ name: 'AbortError' }, true, 'in-doubt'],
  ])('%j, body sent %j: %s', (fields, isBodySent, kind) => {
    expect(outcomeOf(failure(fields), isBodySent).kind).toBe(kind);
  });

  it.each([
    [{ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN', response: '535 no' }, 'PASSWORD'],
    [
      { code: 'ETLS', command: 'CONN', message: 'Error initiating TLS - self-signed certificate' },
      'CERTIFICATE',
    ],
    [{ code: 'ESOCKET', command: 'CONN', message: 'certificate has expired' }, 'CERTIFICATE'],
    [{ code: 'ETLS', responseCode: 502, command: 'STARTTLS', response: '502 not here' }, 'NO_TLS'],
    [{ code: 'EENVELOPE', responseCode: 553, command: 'MAIL FROM', response: '553 no' }, 'REFUSED'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'UNREACHABLE'],
  ])('%j: mail waits, for %s', (fields, reason) => {
    expect(outcomeOf(failure(fields), false)).toMatchObject({ kind: 'unreachable', reason });
  });

  it('tells people the words of the server without addresses, on one short line', () => {
    expect(answerWithoutAddresses('550-5.1.1 <ada@example.org>: user\r\n550 ada@example.org unknown')).toBe(
      '550-5.1.1 (address): user 550 (address) unknown',
    );
    expect(answerWithoutAddresses(`550 ${'x'.repeat(5_000)}`)).toHaveLength(200);
  });
});

describe('the sender', () => {
  it.each([
    ['Conference Office <office@conference.example>', 'Conference Office', 'office@conference.example'],
    ['office@conference.example', '', 'office@conference.example'],
  ])('%s', (from, name, address) => {
    expect(senderAddress(from)).toEqual({ name, address, domain: 'conference.example' });
  });

  it('is not guessed', () => {
    expect(() => senderAddress('office')).toThrow('MAIL_FROM');
  });
});
