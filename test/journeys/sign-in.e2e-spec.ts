import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withoutCost } from '#libs/platform/testing';
import { drain, graphqlClient } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

const REQUEST = `mutation ($input: RequestSignInLinkInput!) {
  requestSignInLink(input: $input) { isAccepted errors { code message path } } }`;
const SIGN_IN =
  'mutation ($token: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $token }) { next viewer { user { email } } errors { code } } }';
const EMAIL = 'icc.coordinator.of.test.conference@example.org';

describe('signing in by mail', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  });
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
      text: withoutCost(await response.text()),
      setCookie: response.headers.get('set-cookie'),
      status: response.status,
    };
  }
  const request = (
    email: string,
    headers: Record<string, string> = {},
    next: string | null = '/nominations',
  ) => post(REQUEST, { input: { idempotencyKey: randomUUID(), email, next } }, headers);
  const signIn = (token: string, key: string = randomUUID(), headers: Record<string, string> = {}) =>
    post(SIGN_IN, { token, key }, headers);

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
    const first = await signIn(token);
    expect(JSON.parse(first.text)).toEqual({
      data: { signIn: { next: '/nominations', viewer: { user: { email: EMAIL } }, errors: [] } },
    });
    const cookie = first.setCookie?.split(';')[0] ?? '';
    expect(
      await graphqlClient(`${product.url}/graphql`, { cookie }).data('{ viewer { user { email } } }'),
    ).toEqual({
      viewer: { user: { email: EMAIL } },
    });
    expect(JSON.parse((await signIn(token)).text)).toMatchObject({
      data: { signIn: { viewer: null, errors: [{ code: 'LINK_INVALID' }] } },
    });
  });

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
  });

  /** Sends a request as a phone does that loses its line at once: nobody takes the answer. */
  async function sendAndHangUp(query: string, variables: object, isDone: () => Promise<boolean>) {
    const { hostname, port } = new URL(product.url);
    const body = JSON.stringify({ query, variables });
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    await drain(isDone, { what: 'the request to be carried out' });
    socket.destroy();
  }

  it('lets a phone in that lost every answer: one mail, one session, under the same keys', async () => {
    const email = 'icc.nominator.of.test.conference@example.org';
    const count = async (text: string) =>
      (await product.admin.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${text}`)).rows[0]
        ?.count ?? 0;
    const kept = (operation: string) =>
      count(`platform.idempotency WHERE owner = 'sign-in' AND operation = '${operation}'`);
    const wish = { input: { idempotencyKey: randomUUID(), email, next: '/nominations' } };
    const wishes = await kept('requestSignInLink');
    await sendAndHangUp(REQUEST, wish, async () => (await kept('requestSignInLink')) > wishes);
    expect(JSON.parse((await post(REQUEST, wish)).text)).toEqual({
      data: { requestSignInLink: { isAccepted: true, errors: [] } },
    });
    const mail = await product.sink.receivedBy(email);
    await drain(async () => (await count('access.sign_in_request')) === 0, { what: 'the wish to be met' });
    expect(await count(`notifications.message WHERE recipient_email = '${email}'`)).toBe(1);

    const use = { token: /\/sign-in\/link#([\w-]+)/.exec(mail.text)?.[1] ?? '', key: randomUUID() };
    const isUsed = async () =>
      (await count(
        `access.app_user u JOIN access.session s ON s.user_id = u.id WHERE u.email = '${email}'`,
      )) === 1;
    await sendAndHangUp(SIGN_IN, use, isUsed);
    expect(JSON.parse((await signIn(use.token)).text)).toMatchObject({
      data: { signIn: { viewer: null, errors: [{ code: 'LINK_INVALID' }] } },
    });
    const again = await post(SIGN_IN, use);
    expect(JSON.parse(again.text)).toEqual({
      data: { signIn: { next: '/nominations', viewer: { user: { email } }, errors: [] } },
    });
    const cookie = again.setCookie?.split(';')[0] ?? '';
    expect(
      await graphqlClient(`${product.url}/graphql`, { cookie }).data('{ viewer { user { email } } }'),
    ).toEqual({ viewer: { user: { email } } });
    expect(await isUsed()).toBe(true);
  });

  it('refuses to be started from another site', async () => {
    const session = await signIn('A'.repeat(43), randomUUID(), {
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    });
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
