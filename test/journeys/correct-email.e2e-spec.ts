import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import { correctEmail, releaseDecisions } from './operations.js';

const SEEN = `query ($id: ID!) { nomination(id: $id) {
  version state person { email } invitation { state sentAt } history { nodes { action summary } } availableActions
  messages { kind state recipientEmail canReplay } } }`;

interface Seen {
  readonly version: number;
  readonly state: string;
  readonly person: { readonly email: string };
  readonly invitation: { readonly state: string; readonly sentAt: string | null } | null;
  readonly history: { readonly nodes: readonly { readonly action: string; readonly summary: string }[] };
  readonly availableActions: readonly string[];
  readonly messages: readonly {
    readonly kind: string;
    readonly state: string;
    readonly recipientEmail: string;
    readonly canReplay: boolean;
  }[];
}

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: 20 });
  nominees = nomineesOf(product);
});

afterAll(() => product.close());
beforeEach(() => {
  product.sink.clear();
  product.sink.clearScript();
});

async function look(id: string, as: 'iccCoordinator' | 'officer' = 'iccCoordinator'): Promise<Seen> {
  return (await product.as(as).data<{ nomination: Seen }>(SEEN, { id })).nomination;
}

async function release(id: string): Promise<void> {
  const { errors } = await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
  expect(errors).toEqual([]);
}

/** The invitations of a nomination, when its newest one has come so far. */
async function invitationsOf(id: string, state: string): Promise<Seen['messages']> {
  const invitations = async () =>
    (await look(id)).messages.filter(({ kind }) => kind === 'PERSONAL_INVITATION');
  await drain(async () => (await invitations()).at(-1)?.state === state, {
    what: `the invitation to be ${state}`,
    timeoutMs: 20_000,
  });
  return invitations();
}

/** Invitations that reached the mail server, by recipient. */
const mailed = async (): Promise<string[]> =>
  (await product.sink.messages())
    .filter(({ text }) => text.includes('/invitation#'))
    .flatMap(({ envelope }) => envelope.to);

const stateBehind = async (token: string): Promise<string | undefined> =>
  (
    await product
      .anonymous()
      .data<{ invitation: { state: string } | null }>(
        'query ($token: String!) { invitation(token: $token) { state } }',
        { token },
      )
  ).invitation?.state;

const confirm = async (token: string) =>
  (
    await product.anonymous().data<{ confirmInvitation: { errors: { code: string }[] } }>(
      `mutation ($token: String!, $key: String!) {
        confirmInvitation(token: $token, input: { idempotencyKey: $key }) { errors { code } } }`,
      { token, key: token.slice(0, 20) },
    )
  ).confirmInvitation.errors.map(({ code }) => code);

const tokenSentTo = async (address: string): Promise<string> =>
  /\/invitation#([\w-]+)/.exec((await product.sink.receivedBy(address, 20_000)).text)?.[1] ?? '';

describe('an invitation to a mistyped address', () => {
  it('is refused by the mail server, is mended by the body, and reaches the person', async () => {
    const wrong = nominees.emailOf('Bounced Sample');
    product.sink.script({
      at: 'rcpt',
      recipient: wrong,
      do: { kind: 'answer', code: 550, text: 'No such user' },
    });
    const id = await nominees.decided('Bounced Sample', { outcome: 'APPROVE' });
    await release(id);
    expect(await invitationsOf(id, 'REFUSED')).toMatchObject([{ recipientEmail: wrong, canReplay: true }]);
    expect((await look(id)).availableActions).toEqual(['WITHDRAW', 'SUBSTITUTE', 'CORRECT']);

    const right = 'bounced.mended@example.org';
    const { version } = await look(id);
    const { errors, nomination } = await correctEmail(product.as('iccCoordinator'), id, {
      version,
      email: right,
    });
    expect(errors).toEqual([]);
    expect(nomination).toMatchObject({ version: version + 1, state: 'APPROVED' });
    expect(await invitationsOf(id, 'SENT')).toMatchObject([
      { recipientEmail: wrong, state: 'REFUSED', canReplay: false },
      { recipientEmail: right, state: 'SENT' },
    ]);
    expect(await mailed()).toEqual([right]);
    const seen = await look(id);
    expect(seen).toMatchObject({ person: { email: right }, invitation: { state: 'PENDING' } });
    expect(seen.invitation?.sentAt).not.toBeNull();
    expect(seen.history.nodes.at(-1)).toEqual({
      action: 'nomination.email-corrected',
      summary: 'Corrected the e-mail address; the person is invited again',
    });
    expect(await confirm(await tokenSentTo(right))).toEqual([]);
    expect((await look(id)).invitation?.state).toBe('CONFIRMED');
  });

  it('is not mended into a way to write to whomever one likes: what was too much sends nothing and changes nothing', async () => {
    const id = await nominees.decided('Spammed Sample', { outcome: 'APPROVE' });
    await release(id);
    await invitationsOf(id, 'SENT');
    await product.admin.query(
      `INSERT INTO access.caused_mail (scope_id, user_id, address_hash) SELECT $1, $2, n FROM generate_series(1, 20) n`,
      [product.world.icc, product.world.people.iccCoordinator.userId],
    );
    const before = await look(id);
    const { errors } = await correctEmail(product.as('iccCoordinator'), id, {
      version: before.version,
      email: 'another.stranger@example.org',
    });
    expect(errors.map(({ code }) => code)).toEqual(['RATE_LIMITED']);
    expect(await look(id)).toEqual(before);
    await product.admin.query('DELETE FROM access.caused_mail');
  });

  it('that is a stranger’s leaves them with a dead link, and tells them no more', async () => {
    const stranger = nominees.emailOf('Stranger Sample');
    const id = await nominees.decided('Stranger Sample', { outcome: 'APPROVE' });
    await release(id);
    const dead = await tokenSentTo(stranger);
    product.sink.clear();
    const right = 'stranger.mended@example.org';
    const { version } = await look(id);
    await correctEmail(product.as('officer'), id, { version, email: right });
    const alive = await tokenSentTo(right);
    expect(alive).not.toBe(dead);
    expect([await stateBehind(dead), await stateBehind(alive)]).toEqual(['CANCELLED', 'PENDING']);
    expect(await confirm(dead)).toEqual(['ACTION_UNAVAILABLE']);
    const recipients = (await product.sink.messages()).flatMap(({ envelope }) => envelope.to);
    expect(recipients).not.toContain(stranger);
  });

  it('and back again is a third mail with a link of its own', async () => {
    const [first, second] = [nominees.emailOf('Twice Sample'), 'twice.other@example.org'];
    const id = await nominees.decided('Twice Sample', { outcome: 'APPROVE' });
    await release(id);
    const tokens = [await tokenSentTo(first)];
    for (const email of [second, first]) {
      product.sink.clear();
      await correctEmail(product.as('iccNominator'), id, { version: (await look(id)).version, email });
      tokens.push(await tokenSentTo(email));
    }
    expect(new Set(tokens).size).toBe(3);
    expect(await Promise.all(tokens.map(stateBehind))).toEqual(['CANCELLED', 'CANCELLED', 'PENDING']);
  });

  it('is left alone once the person has answered', async () => {
    const id = await nominees.decided('Answered Sample', { outcome: 'APPROVE' });
    await release(id);
    expect(await confirm(await nominees.invitationToken('Answered Sample'))).toEqual([]);
    const before = await look(id);
    const { correctEmail: answer } = await product.as('iccCoordinator').data<{ correctEmail: object }>(
      `mutation ($id: ID!, $input: CorrectEmailInput!) { correctEmail(id: $id, input: $input) {
        nomination { id } errors { code message path invitationState } } }`,
      { id, input: { idempotencyKey: 'too-late', version: before.version, email: 'elsewhere@example.org' } },
    );
    expect(answer).toEqual({
      nomination: null,
      errors: [
        {
          code: 'INVITATION_ENDED',
          message:
            'The person has accepted the invitation by the link that went to this address, so the address works.',
          path: [],
          invitationState: 'CONFIRMED',
        },
      ],
    });
    expect(await look(id)).toMatchObject({ version: before.version, person: before.person });
  });
});

describe('before the release', () => {
  it('a correction sends nothing, and the release writes to the corrected address alone', async () => {
    const id = await nominees.decided('Early Sample', { outcome: 'APPROVE' });
    const { errors, nomination } = await correctEmail(product.as('iccCoordinator'), id, {
      version: 2,
      email: 'early.mended@example.org',
    });
    expect(errors).toEqual([]);
    expect(nomination).toMatchObject({ state: 'UNDER_REVIEW', version: 4 });
    await drain(
      async () => {
        const { nomination: screened } = await product
          .as('officer')
          .data<{ nomination: { screening: { state: string }[] } }>(
            'query ($id: ID!) { nomination(id: $id) { screening { state } } }',
            { id },
          );
        return screened.screening.every(({ state }) => state !== 'PENDING');
      },
      { what: 'the new screening', timeoutMs: 20_000 },
    );
    const seen = await look(id);
    expect(seen).toMatchObject({ state: 'UNDER_REVIEW', invitation: null, messages: [] });
    expect(seen.history.nodes.at(-1)?.summary).toBe('Corrected the e-mail address');
    expect((await look(id, 'officer')).state).toBe('DECIDED');
    expect(await mailed()).toEqual([]);
    await release(id);
    await invitationsOf(id, 'SENT');
    expect(await mailed()).toEqual(['early.mended@example.org']);
  });
});
