import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-sse';
import { hashSecret } from '#libs/access';
import { newId } from '#libs/kernel';
import { drain, type GraphqlClient, graphqlClient } from '#libs/testing';
import { issueBodyToken } from '../support/issue-token.js';
import { listen } from '../support/listener.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  stateOf,
  submitNomination,
} from './operations.js';

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id } errors { code } } }`;
const REVOKE = `mutation ($id: ID!, $input: RevokeApiTokenInput!) { revokeApiToken(id: $id, input: $input) { errors { code } } }`;
const HISTORY = `query ($id: ID!) { nomination(id: $id) { createdBy { name } history { nodes { action actor apiToken { id name } } } } }`;
const CHANGED = 'subscription ($id: ID!) { nominationChanged(id: $id) { nomination { state } } }';

interface History {
  readonly nomination: {
    readonly createdBy: { readonly name: string };
    readonly history: {
      readonly nodes: readonly { action: string; actor: string | null; apiToken: object | null }[];
    };
  } | null;
}

describe('a system of a body', () => {
  let product: Product;
  let coordinator: GraphqlClient;
  let token: { readonly id: string; readonly secret: string };
  let system: GraphqlClient;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true, places: 20 });
    coordinator = graphqlClient(`${product.url}/graphql`, { cookie: await signedIn('iccCoordinator') });
    token = await made('Members’ register');
    system = graphqlClient(`${product.url}/graphql`, { token: token.secret });
  });
  afterAll(() => product.close());

  async function signedIn(person: Person): Promise<string> {
    const secret = `session${randomUUID().replaceAll('-', '')}`.padEnd(43, 'A').slice(0, 43);
    await product.admin.query(
      `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
      [newId(), product.world.people[person].userId, hashSecret(secret)],
    );
    return `plenary=${secret}`;
  }

  async function made(name: string, scope = 'READ_AND_WRITE'): Promise<{ id: string; secret: string }> {
    const { createApiToken } = await coordinator.data<{
      createApiToken: { secret: string; apiToken: { id: string }; errors: object[] };
    }>(CREATE, {
      input: { idempotencyKey: newId(), name, scope, bodyId: product.world.icc, role: 'PARTNER_NOMINATOR' },
    });
    expect(createApiToken.errors).toEqual([]);
    return { id: createApiToken.apiToken.id, secret: createApiToken.secret };
  }

  const draftedBySystem = async (name: string): Promise<string> =>
    (await createNomination(system, nomineesOf(product).draft(name))).nomination?.id ?? '';

  it('nominates as a nominator of its body does, and answers for nothing that a coordinator answers for', async () => {
    const id = await draftedBySystem('Regina Register');
    expect((await submitNomination(system, id, { version: 1 })).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    expect(await stateOf(product.as('iccViewer'), id)).toBe('DRAFT');
    const ofOthers = { ...nomineesOf(product).draft('Otto Other'), bodyId: product.world.chathamHouse };
    const refused = await createNomination(system, ofOthers);
    expect(refused).toMatchObject({ nomination: null, errors: [{ code: 'NOT_FOUND' }] });
    const foreign = await createNomination(product.as('chCoordinator'), ofOthers);
    expect(await stateOf(product.as('chCoordinator'), foreign.nomination?.id ?? '')).toBe('DRAFT');
    expect(await stateOf(system, foreign.nomination?.id ?? '')).toBeNull();
  });

  it('is named by the history with its token, to its body and to the host; decisions are kept from it as from the body', async () => {
    const id = await draftedBySystem('Rufus Register');
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    const decided = await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
    expect(decided.errors).toEqual([]);
    expect(await stateOf(system, id)).toBe('UNDER_REVIEW');

    const named = {
      action: 'nomination.created',
      actor: 'Members’ register',
      apiToken: { id: token.id, name: 'Members’ register' },
    };
    for (const client of [product.as('iccViewer'), product.as('officer'), system]) {
      const { nomination } = await client.data<History>(HISTORY, { id });
      expect(nomination?.createdBy.name).toBe('Members’ register');
      expect(nomination?.history.nodes[0]).toEqual(named);
    }
    const ofHost = (await product.as('iccViewer').data<History>(HISTORY, { id })).nomination?.history.nodes;
    expect(ofHost?.map(({ action }) => action)).not.toContain('nomination.decided');
    expect((await product.as('chCoordinator').data<History>(HISTORY, { id })).nomination).toBeNull();
  });

  it('that only reads hears so, and nothing is written', async () => {
    const reader = await made('Badges', 'READ');
    const input = { idempotencyKey: newId(), ...nomineesOf(product).draft('Rita Reader') };
    const answer = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reader.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($input: CreateNominationInput!) { createNomination(input: $input) { nomination { id } } }',
        variables: { input },
      }),
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
    const { rows } = await product.admin.query("SELECT FROM nominations.person WHERE name = 'Rita Reader'");
    expect(rows).toEqual([]);
  });

  it('has a bucket of its own', async () => {
    const { conferenceId, icc, people } = product.world;
    const of = { conferenceId, bodyId: icc, madeBy: people.iccCoordinator.userId };
    const [busy, idle] = [await issueBodyToken(product.admin, of), await issueBodyToken(product.admin, of)];
    const spent = async (secret: string): Promise<{ asked: number; left: number }> => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      const query = `query ($c: ID!) { nominations(conferenceId: $c, first: 100) { nodes { id } } }`;
      const body = JSON.stringify({ query, variables: { c: conferenceId } });
      const answer = await fetch(`${product.url}/graphql`, { method: 'POST', headers, body });
      const { extensions } = (await answer.json()) as {
        extensions: { cost: { asked: number; left: number } };
      };
      return extensions.cost;
    };
    await Promise.all(Array.from({ length: 20 }, () => spent(busy)));
    const { asked, left } = await spent(idle);
    expect(asked).toBeGreaterThan(100);
    expect(asked + left).toBeGreaterThanOrEqual(100_000);
  });

  it('hears nothing more once its token is revoked: its subscription ends with 4401', async () => {
    const follower = await made('Follower');
    const id = await draftedBySystem('Frida Followed');
    const gone = listen(product.url, { token: follower.secret }, CHANGED, { id });
    const still = listen(product.url, { token: token.secret }, CHANGED, { id });
    await drain(() => gone.events.length > 0 && still.events.length > 0, {
      what: 'both to hear how it stands',
    });
    await coordinator.data(REVOKE, { id: follower.id, input: { idempotencyKey: newId() } });
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    await drain(() => gone.closeCode() !== undefined, { what: 'the revoked token to be closed' });
    expect(gone.closeCode()).toBe(4401);
    expect(JSON.stringify(gone.events)).not.toContain('SUBMITTED');
    await drain(() => JSON.stringify(still.events).includes('SUBMITTED'), { what: 'the other to hear' });
    await still.end();
  });

  it('hears nothing more by server-sent events either: its stream says UNAUTHENTICATED and ends, and no other begins', async () => {
    const follower = await made('Stream follower');
    const id = await draftedBySystem('Stella Streamed');
    const gone = stream(follower.secret, id);
    const still = stream(token.secret, id);
    await drain(() => gone.events.length > 0 && still.events.length > 0, {
      what: 'both to hear how it stands',
    });
    await coordinator.data(REVOKE, { id: follower.id, input: { idempotencyKey: newId() } });
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    await drain(() => gone.ended.length > 0, { what: 'the stream of the revoked token to end' });
    expect(gone.ended).toEqual(['complete']);
    expect(gone.events.slice(1)).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    await drain(() => JSON.stringify(still.events).includes('SUBMITTED'), { what: 'the other to hear' });
    expect(still.ended).toEqual([]);
    still.end();
    const again = stream(follower.secret, id);
    await drain(() => again.ended.length > 0, { what: 'a stream of the revoked token to be refused' });
    expect([again.events, again.ended]).toEqual([[], ['401']]);
  });

  /** A subscription by graphql-sse that never tries again: what it hears, and how it has ended. */
  function stream(secret: string, id: string) {
    const client = createClient({
      url: `${product.url}/graphql`,
      headers: { authorization: `Bearer ${secret}` },
      retryAttempts: 0,
    });
    const events: unknown[] = [];
    const ended: string[] = [];
    const end = client.subscribe(
      { query: CHANGED, variables: { id } },
      {
        next: (event) => events.push(event),
        error: (error) => ended.push(String((error as { response?: Response }).response?.status)),
        complete: () => ended.push('complete'),
      },
    );
    return { events, ended, end };
  }
});
