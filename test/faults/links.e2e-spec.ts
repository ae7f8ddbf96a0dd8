import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asking, send, withoutNumbers } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Nominees, nomineesOf } from '../journeys/nominees.js';
import { releaseDecisions, withdrawNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { signIn, signInToken } from '../support/sign-in.js';

const EMAIL = 'icc.coordinator.of.test.conference@example.org';
const SIGN_IN =
  'mutation ($t: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $t }) { viewer { user { id } } errors { code message } } }';
const CONFIRM = `mutation ($t: String!, $key: String!) { confirmInvitation(token: $t, input: { idempotencyKey: $key }) {
  invitation { state } errors { code message } } }`;
const LOOK = 'query ($t: String!) { invitation(token: $t) { state personName } }';
const VIEWER = '{ viewer { user { email } } }';

/** Every kind of secret that we hand out. */
type Secrets = Readonly<Record<'link' | 'invitation' | 'session' | 'apiToken', string>>;

/** Every door that takes one, and what it says. */
const DOORS: Readonly<Record<keyof Secrets, readonly ((secret: string) => [string, Asking])[]>> = {
  link: [(t) => [SIGN_IN, { variables: { t, key: randomUUID() } }]],
  invitation: [
    (t) => [LOOK, { variables: { t } }],
    (t) => [CONFIRM, { variables: { t, key: randomUUID() } }],
  ],
  session: [(cookie) => [VIEWER, { cookie }]],
  apiToken: [(token) => [VIEWER, { token }]],
};

describe('row 34: links and other secrets', () => {
  let product: Product;
  let nominees: Nominees;
  let secrets: Secrets;
  let invited: string;

  const at = (query: string, asking: Asking) => ask(product.url, query, asking);
  const stateOf = async (t: string): Promise<unknown> =>
    ((await at(LOOK, { variables: { t } })).data?.invitation as { state?: string } | null | undefined)?.state;

  async function invite(name: string): Promise<string> {
    const id = await nominees.decided(name, { outcome: 'APPROVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    return id;
  }

  beforeAll(async () => {
    product = await startProduct({ places: 10 });
    nominees = nomineesOf(product);
    invited = await invite('Lien Voorbeeld');
    const session = await signIn(product.url, await signInToken(product.url, product.sink, EMAIL));
    secrets = {
      link: await signInToken(product.url, product.sink, EMAIL),
      invitation: await nominees.invitationToken('Lien Voorbeeld'),
      session: session.secret,
      apiToken: product.tokenOf('officer'),
    };
  });
  afterAll(() => product.close());

  it('are not used up by scanners of mail that open every address, in every way', async () => {
    const agent = { 'user-agent': 'Mozilla/5.0 (compatible; LinkScanner/1.0)', accept: 'text/html,*/*' };
    for (const [page, token] of [
      ['sign-in/link', secrets.link],
      ['invitation', secrets.invitation],
    ] as const) {
      const address = `${product.url}/${page}`;
      for (const url of [
        `${address}#${token}`,
        `${address}?${token}`,
        `${address}?token=${token}`,
        `${address}/${token}`,
      ]) {
        for (const method of ['GET', 'HEAD']) {
          const { headers } = await send(url, { method, headers: agent });
          expect(headers.get('set-cookie')).toBeNull();
        }
      }
    }
    // Some follow what they find: the API's own address, as a GET.
    for (const [query, token] of [
      [SIGN_IN, secrets.link],
      [CONFIRM, secrets.invitation],
    ] as const) {
      const asked = new URLSearchParams({
        query,
        variables: JSON.stringify({ t: token, key: randomUUID() }),
      });
      const { status, headers } = await send(`${product.url}/graphql?${asked.toString()}`, {
        headers: agent,
      });
      expect([status, headers.get('set-cookie')]).toEqual([405, null]);
    }
    // And some run the page, which looks.
    expect([await stateOf(secrets.invitation), await stateOf(secrets.invitation)]).toEqual([
      'PENDING',
      'PENDING',
    ]);
    const { rows } = await product.admin.query(
      'SELECT count(*)::int AS unused FROM access.sign_in_link WHERE used_at IS NULL',
    );
    expect(rows).toEqual([{ unused: 1 }]);
  });

  it('open no door but their own: everywhere else they are as unknown as one that was made up', async () => {
    const madeUp = 'Zz'.padEnd(43, '0');
    const forms = (secret: string): string[] => {
      const bare = secret.replace(/^plenary_/, '');
      return [bare, `plenary_${bare}`];
    };
    for (const [door, ways] of Object.entries(DOORS)) {
      for (const way of ways) {
        const unknown = forms(madeUp);
        for (const [kind, secret] of Object.entries(secrets)) {
          if (kind === door) continue;
          for (const [index, form] of forms(secret).entries()) {
            const { status, text, headers } = await at(...way(form));
            const expected = await at(...way(unknown[index] ?? ''));
            expect([door, kind, status, withoutNumbers(text), headers.get('set-cookie')]).toEqual([
              door,
              kind,
              expected.status,
              withoutNumbers(expected.text),
              null,
            ]);
          }
        }
      }
    }
  });

  it('still open their own door after all that, those in mails once', async () => {
    expect(await stateOf(secrets.invitation)).toBe('PENDING');
    const asked = async (asking: Asking) => (await at(VIEWER, asking)).data;
    expect(await asked({ cookie: secrets.session })).toEqual({ viewer: { user: { email: EMAIL } } });
    expect(await asked({ token: secrets.apiToken })).toEqual({
      viewer: { user: { email: 'officer.of.test.conference@example.org' } },
    });
    await signIn(product.url, secrets.link);
    await expect(signIn(product.url, secrets.link)).rejects.toThrow('LINK_INVALID');
  });

  it('of an invitation are dead once the person was invited again', async () => {
    await withdrawNomination(product.as('iccCoordinator'), invited, {});
    await invite('Lien Voorbeeld');
    const fresh = await drain(
      async () => {
        const newest = await nominees.invitationToken('Lien Voorbeeld');
        return newest === secrets.invitation ? undefined : newest;
      },
      { what: 'the second invitation', timeoutMs: 45_000 },
    );

    const answered = async (t: string) =>
      (await at(CONFIRM, { variables: { t, key: randomUUID() } })).data?.confirmInvitation;
    expect(await answered(secrets.invitation)).toMatchObject({
      invitation: null,
      errors: [{ code: 'ACTION_UNAVAILABLE' }],
    });
    expect([await stateOf(secrets.invitation), await stateOf(fresh)]).toEqual(['CANCELLED', 'PENDING']);
    expect(await answered(fresh)).toMatchObject({ invitation: { state: 'CONFIRMED' }, errors: [] });
  });
});
