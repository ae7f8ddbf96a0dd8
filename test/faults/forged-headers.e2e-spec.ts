import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { rawPost } from '#libs/platform/testing';
import { type SinkMessage } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { type Product, startProduct } from '../support/product.js';

const PUBLIC_URL = 'https://conference.example';
const KNOWN = 'icc.coordinator.of.test.conference@example.org';
/** Everything by which a request can claim to have been sent to another host. */
const FORGED = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-server': 'evil.example',
  'x-forwarded-proto': 'http',
  'x-original-host': 'evil.example',
  forwarded: 'for=192.0.2.1;host=evil.example;proto=http',
};

let product: Product;
afterEach(() => product.close());

const start = async (trustedProxies: string): Promise<void> => {
  product = await startProduct({
    // A demonstration answers no foreign host at all.
    environment: { PLENARY_MODE: 'production', PUBLIC_URL, PLENARY_TRUSTED_PROXIES: trustedProxies },
  });
};

/** Asks with headers of any kind, as no browser and no `fetch` would let us. */
async function forge<Data>(query: string, variables: object, headers: Record<string, string>): Promise<Data> {
  const body = JSON.stringify({ query, variables });
  const { status, text } = await rawPost(product.url, { headers, body });
  expect({ status, text }).toMatchObject({ status: 200 });
  const { data, errors } = JSON.parse(text) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Every link of a mail leads to the configured address, and nothing of it to the other one, encoded or not. */
function expectOurLinks(mail: SinkMessage, path: string): void {
  const links = [...`${mail.text} ${mail.html}`.matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([link]) => link);
  expect(links.some((link) => link.startsWith(`${PUBLIC_URL}${path}#`))).toBe(true);
  expect(links.filter((link) => new URL(link).origin !== PUBLIC_URL)).toEqual([]);
  expect(`${mail.raw.toString()} ${mail.text} ${mail.html}`).not.toMatch(/evil\.example/i);
}

describe.each([
  ['without a trusted proxy', ''],
  ['behind a proxy that is trusted', '127.0.0.1'],
])('row 36: a forged host, %s', (_name, trustedProxies) => {
  it('comes into no sign-in link and no invitation', async () => {
    await start(trustedProxies);
    const asked = await forge<{ requestSignInLink: object }>(
      'mutation ($email: EmailAddress!, $key: String!) { requestSignInLink(input: { idempotencyKey: $key, email: $email, next: "/nominations" }) { isAccepted errors { code } } }',
      { email: KNOWN, key: randomUUID() },
      FORGED,
    );
    expect(asked.requestSignInLink).toEqual({ isAccepted: true, errors: [] });
    expectOurLinks(await product.sink.receivedBy(KNOWN, 30_000), '/sign-in/link');

    const nominees = nomineesOf(product);
    await nominees.decided('Ana Muestra', { outcome: 'APPROVE' });
    const released = await forge<{ releaseDecisions: object }>(
      'mutation ($input: ReleaseDecisionsInput!) { releaseDecisions(input: $input) { batch { size } errors { code } } }',
      { input: { idempotencyKey: randomUUID(), conferenceId: product.world.conferenceId } },
      { ...FORGED, authorization: `Bearer ${product.tokenOf('approver')}` },
    );
    expect(released.releaseDecisions).toEqual({ batch: { size: 1 }, errors: [] });
    await nominees.invitationToken('Ana Muestra');
    expectOurLinks(await product.sink.receivedBy(nominees.emailOf('Ana Muestra'), 30_000), '/invitation');
  });
});

describe('row 36: X-Forwarded-For', () => {
  const SIGN_IN =
    'mutation ($token: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $token }) { errors { code } } }';
  /** Tries a link that does not work, as if from this address. */
  const tryLink = async (forwardedFor: string): Promise<string | undefined> =>
    (
      await forge<{ signIn: { errors: { code: string }[] } }>(
        SIGN_IN,
        { token: 'A'.repeat(43), key: randomUUID() },
        { 'x-forwarded-for': forwardedFor },
      )
    ).signIn.errors[0]?.code;
  const tryFrom = async (addressOf: (index: number) => string): Promise<(string | undefined)[]> => {
    const codes: (string | undefined)[] = [];
    for (let index = 0; index < 51; index += 1) codes.push(await tryLink(addressOf(index)));
    return codes;
  };
  const FIFTY = Array.from({ length: 50 }, () => 'LINK_INVALID');

  it('of whoever is no trusted proxy makes nobody new: the 51st wrong link is refused', async () => {
    await start('');
    expect(await tryFrom((index) => `198.51.100.${index}`)).toEqual([...FIFTY, 'RATE_LIMITED']);
  });

  it('of a trusted proxy counts from the right: what the client wrote before it is no address', async () => {
    await start('127.0.0.1');
    expect(await tryFrom((index) => `198.51.100.${index}, 203.0.113.9`)).toEqual([...FIFTY, 'RATE_LIMITED']);
    expect(await tryLink('203.0.113.9, 203.0.113.10')).toBe('LINK_INVALID');
    expect(await tryLink('203.0.113.9')).toBe('RATE_LIMITED');
  });

  it('of two trusted proxies counts up to the first that is none', async () => {
    await start('127.0.0.1,192.0.2.0/24');
    expect(await tryFrom((index) => `198.51.100.${index}, 203.0.113.9, 192.0.2.${index}`)).toEqual([
      ...FIFTY,
      'RATE_LIMITED',
    ]);
    expect(await tryLink('203.0.113.10, 192.0.2.1')).toBe('LINK_INVALID');
  });
});
