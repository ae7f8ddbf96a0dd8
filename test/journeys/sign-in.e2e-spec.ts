import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, graphqlClient } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

const REQUEST = `mutation ($input: RequestSignInLinkInput!) {
  requestSignInLink(input: $input) { isAccepted errors { code message path } } }`;
const SIGN_IN =
  'mutation ($token: String!) { signIn(input: { token: $token }) { next viewer { user { email } } errors { code } } }';
const EMAIL = 'icc.coordinator.of.test.conference@example.org';

describe('signing in by mail', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 60_000);
  afterAll(async () => {
    await product.close();
  });

  async function post(query: string, variables: object, headers: Record<string, string> = {}) {
    const response = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return {
      text: await response.text(),
      setCookie: response.headers.get('set-cookie'),
      status: response.status,
    };
  }
  const request = (
    email: string,
    headers: Record<string, string> = {},
    next: string | null = '/nominations',
  ) => post(REQUEST, { input: { email, next } }, headers);

  it('leads from a wish to a session, by a link of the configured address that works once', async () => {
    const forged = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    };
    expect(JSON.parse((await request(EMAIL, forged)).text)).toEqual({
      data: { requestSignInLink: { isAccepted: true, errors: [] } },
    });
    const [mail] = await product.sink.received(1);
    expect(mail?.envelope.to).toEqual([EMAIL]);
    const { publicUrl } = product.settings.http;
    const links = [...(mail?.text ?? '').matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
    const link = links.find((one) => one.includes('/sign-in/link#')) ?? '';
    expect(link.startsWith(`${publicUrl}/sign-in/link#`)).toBe(true);
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil.example');

    const token = link.slice(link.indexOf('#') + 1);
    const first = await post(SIGN_IN, { token });
    expect(JSON.parse(first.text)).toEqual({
      data: { signIn: { next: '/nominations', viewer: { user: { email: EMAIL } }, errors: [] } },
    });
    const cookie = first.setCookie?.split(';')[0] ?? '';
    expect(
      await graphqlClient(`${product.url}/graphql`, { cookie }).data('{ viewer { user { email } } }'),
    ).toEqual({
      viewer: { user: { email: EMAIL } },
    });
    expect(JSON.parse((await post(SIGN_IN, { token })).text)).toMatchObject({
      data: { signIn: { viewer: null, errors: [{ code: 'LINK_INVALID' }] } },
    });
  }, 30_000);

  it('answers strangers with the very same bytes, and writes them nothing', async () => {
    const sent = (await product.sink.messages()).length;
    const known = await request(EMAIL);
    const stranger = await request('stranger@example.org');
    expect(stranger).toEqual(known);
    await product.sink.received(sent + 1);
    const open = async () =>
      (
        await product.admin.query<{ count: number }>(
          'SELECT count(*)::int AS count FROM access.sign_in_request',
        )
      ).rows[0]?.count === 0;
    await drain(open, { what: 'both wishes to be dealt with' });
    const written = await product.admin.query('SELECT DISTINCT recipient_email FROM notifications.message');
    expect(written.rows).toEqual([{ recipient_email: EMAIL }]);
    const mails = await product.sink.messages();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual([[EMAIL], [EMAIL]]);
  }, 30_000);

  it('refuses to be started from another site', async () => {
    const session = await post(
      SIGN_IN,
      { token: 'A'.repeat(43) },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    );
    expect(session.status).toBe(403);
    expect(session.setCookie).toBeNull();
  });

  it('keeps links and addresses out of jobs', async () => {
    const { rows } = await product.admin.query<{ text: string }>(
      'SELECT o::text AS text FROM platform.outbox o',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => /@|sign-in\/link|evil/.test(text))).toEqual([]);
  });
});
