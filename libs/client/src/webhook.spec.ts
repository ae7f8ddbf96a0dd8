import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type Delivery, verifyWebhook, type VerifyOptions } from './index.js';

const NOW = Date.parse('2011-11-01T08:46:40.000Z');
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const NEXT = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const BODY = JSON.stringify({
  type: 'nomination.approved',
  timestamp: '2011-11-01T08:46:39.120Z',
  data: { subjectType: 'nomination', subjectId: 'N', externalReference: 'CRM-7é', conferenceId: 'C' },
});

/** As the library of Standard Webhooks signs it. */
const sign = (secret: string, body = BODY, sentAt = NOW): string =>
  new Webhook(secret).sign('msg-1', new Date(sentAt), body);
const delivery = (more: Partial<Record<'id' | 'timestamp' | 'signature' | 'body', string>> = {}) => ({
  headers: {
    'webhook-id': more.id ?? 'msg-1',
    'webhook-timestamp': more.timestamp ?? String(NOW / 1_000),
    'webhook-signature': more.signature ?? sign(SECRET),
  },
  body: more.body ?? BODY,
});
const verify = (given: Delivery, more: Partial<VerifyOptions> = {}) =>
  verifyWebhook(given, { secrets: SECRET, now: () => NOW, ...more });

describe('a webhook', () => {
  it('that Standard Webhooks signs is taken, with its id, its time and what has changed', () => {
    expect(verify(delivery())).toEqual({
      isValid: true,
      id: 'msg-1',
      sentAt: new Date(NOW),
      event: JSON.parse(BODY) as unknown,
    });
  });

  it('is taken as Node, as fetch and as a proxy write its headers, and as bytes', () => {
    const { headers } = delivery();
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    for (const written of [headers, new Headers(headers), upper])
      expect(verify({ headers: written, body: new TextEncoder().encode(BODY) }).isValid).toBe(true);
  });

  it('is taken by either secret, whoever of the two sides has both', () => {
    expect(verify(delivery({ signature: `${sign(NEXT)} ${sign(SECRET)}` })).isValid).toBe(true);
    expect(verify(delivery({ signature: sign(NEXT) }), { secrets: [SECRET, NEXT] }).isValid).toBe(true);
  });

  it.each([
    ['another secret', { signature: sign(OTHER) }],
    ['another body', { body: BODY.replace('approved', 'rejected') }],
    ['another id', { id: 'msg-2' }],
    ['another time', { timestamp: String(NOW / 1_000 + 1) }],
    ['a signature of another version', { signature: sign(SECRET).replace('v1,', 'v1a,') }],
    ['a signature that is cut', { signature: sign(SECRET).slice(0, 20) }],
    ['a signature of nothing', { signature: 'v1,' }],
  ])('is refused for %s', (_what, forged) => {
    expect(verify(delivery(forged))).toEqual({ isValid: false, reason: 'SIGNATURE' });
  });

  it('is refused more than five minutes before or after it was sent', () => {
    const sent = (seconds: number) =>
      verify(
        delivery({
          timestamp: String(NOW / 1_000 + seconds),
          signature: sign(SECRET, BODY, NOW + seconds * 1_000),
        }),
      );
    expect([sent(-300).isValid, sent(300).isValid]).toEqual([true, true]);
    for (const seconds of [-301, 301]) expect(sent(seconds)).toEqual({ isValid: false, reason: 'TIMESTAMP' });
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is refused without %s', (name) => {
    const headers: Record<string, string> = delivery().headers;
    const { [name]: _left, ...others } = headers;
    expect(verify({ headers: others, body: BODY })).toEqual({ isValid: false, reason: 'INCOMPLETE' });
  });

  it('is refused where its time is no number, and where its signed body is no event', () => {
    expect(verify(delivery({ timestamp: 'NaN' }))).toEqual({ isValid: false, reason: 'INCOMPLETE' });
    for (const body of ['', 'null', '[]', '"text"'])
      expect(verify(delivery({ body, signature: sign(SECRET, body) }))).toEqual({
        isValid: false,
        reason: 'BODY',
      });
  });

  it.each([[''], ['whsec_'], ['whsec_ä'], ['of my own'], [[]], [[SECRET, '']]])(
    'is never verified by a secret that is none: %j',
    (secrets) => {
      expect(() => verify(delivery(), { secrets })).toThrow(TypeError);
    },
  );
});
