import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { signatureOf, signingSecret } from './signature.js';

const vector = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  payload: '{"test": 2432232314}',
};
const now = () => Math.floor(Date.now() / 1_000);

describe('the signature of a delivery', () => {
  it("is the one of Standard Webhooks' own example", () => {
    expect(signatureOf(vector, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('is verified by their library, with either secret while one replaces the other', () => {
    const [old, next] = [1, 2].map((number) => signingSecret('of the installation', 'endpoint', number));
    const signed = { ...vector, timestamp: now() };
    const headers = {
      'webhook-id': signed.id,
      'webhook-timestamp': String(signed.timestamp),
      'webhook-signature': signatureOf(signed, [next ?? '', old ?? '']),
    };
    for (const secret of [old, next]) {
      expect(new Webhook(secret ?? '').verify(signed.payload, headers)).toEqual({ test: 2_432_232_314 });
    }
  });

  it.each([
    ['another secret', { secret: signingSecret('of the installation', 'another endpoint', 1) }],
    ['another body', { payload: '{"test": 2432232315}' }],
    ['another id', { id: 'msg_another' }],
    ['another time', { timestamp: now() - 1 }],
    ['a time six minutes ago', { timestamp: now() - 360, signedAt: now() - 360 }],
  ])('is refused by their library for %s', (_what, forged: Readonly<Record<string, unknown>>) => {
    const secret = signingSecret('of the installation', 'endpoint', 1);
    const signed = { ...vector, timestamp: Number(forged.signedAt ?? now()) };
    const received = { ...signed, ...forged };
    const headers = {
      'webhook-id': received.id,
      'webhook-timestamp': String(received.timestamp),
      'webhook-signature': signatureOf(signed, [secret]),
    };
    expect(() =>
      new Webhook((forged.secret as string | undefined) ?? secret).verify(received.payload, headers),
    ).toThrow();
  });
});

describe('the secret of an endpoint', () => {
  it('is 32 bytes that belong to the installation, the endpoint and the number', () => {
    const secrets = [
      signingSecret('one', 'endpoint', 1),
      signingSecret('two', 'endpoint', 1),
      signingSecret('one', 'other', 1),
      signingSecret('one', 'endpoint', 2),
    ];
    expect(new Set(secrets).size).toBe(4);
    expect(secrets.every((secret) => /^whsec_[A-Za-z0-9+/]{43}=$/.test(secret))).toBe(true);
    expect(signingSecret('one', 'endpoint', 1)).toBe(secrets[0]);
  });
});
