import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Change, PlenaryClient } from '#libs/client';
import { drain } from '#libs/testing';
import { type Listener, listen } from '../support/listener.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  correctEmail,
  correctPerson,
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  reopenNomination,
  returnNomination,
  stateOf,
  submitNomination,
  updateNomination,
  withdrawNomination,
} from './operations.js';
import { feedSettled } from '../support/reads/feed-settled.js';

const CHANGES = `query ($c: ID!, $after: String, $first: Int) { changes(conferenceId: $c, after: $after, first: $first) {
  nodes { kind occurredAt subjectType subjectId externalReference nomination { id version state } }
  pageInfo { hasNextPage endCursor } totalCount } }`;

interface Changes {
  readonly nodes: readonly Omit<Change, 'cursor'>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

const HOSTS: readonly Person[] = ['officer', 'approver', 'administrator', 'auditor'];
const BODY: readonly Person[] = ['iccCoordinator', 'iccNominator', 'iccViewer'];
const OTHERS: readonly Person[] = ['chCoordinator', 'chNominator'];

let product: Product;
let nominees: Nominees;
const cursors = new Map<Person, string>();
const listeners: Listener[] = [];

beforeAll(async () => {
  product = await startProduct({ places: 20 });
  nominees = nomineesOf(product);
});
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.end()));
  await product.close();
});

const page = async (person: Person, after: string | null, first = 100): Promise<Changes> =>
  (
    await product
      .as(person)
      .data<{ changes: Changes }>(CHANGES, { c: product.world.conferenceId, after, first })
  ).changes;

/** The feed as a partner's program reads it. */
async function follow(person: Person, more: { after?: string | undefined; pageSize?: number } = {}) {
  const client = new PlenaryClient({ url: product.url, token: product.tokenOf(person) });
  const read: Change[] = [];
  for await (const change of client.changes({ conferenceId: product.world.conferenceId, ...more })) {
    read.push(change);
  }
  return read;
}

/** What is new for this person since they last asked. */
async function news(person: Person): Promise<Change[]> {
  await feedSettled(product.admin);
  const read = await follow(person, { after: cursors.get(person) });
  const last = read.at(-1)?.cursor;
  if (last !== undefined) cursors.set(person, last);
  return read;
}

/** Everybody's news of the nomination after an act: the same for all of a side, and nothing for the other body. */
async function told(id: string, wanted: { host: readonly string[]; body: readonly string[] }): Promise<void> {
  const kindsOf = async (person: Person): Promise<string[]> => {
    const nodes = (await news(person)).filter(({ subjectId }) => subjectId === id);
    for (const { subjectType, nomination } of nodes) {
      expect(subjectType).toBe('nomination');
      expect(nomination).toMatchObject({ id });
    }
    return nodes.map(({ kind }) => kind);
  };
  for (const [people, kinds] of [
    [HOSTS, wanted.host],
    [BODY, wanted.body],
    [OTHERS, []],
  ] as const)
    for (const person of people) expect([person, await kindsOf(person)]).toEqual([person, kinds]);
}

const both = (...kinds: readonly string[]) => ({ host: kinds, body: kinds });
const hostOnly = (...kinds: readonly string[]) => ({ host: kinds, body: [] });

async function underReview(id: string): Promise<void> {
  await drain(async () => (await stateOf(product.as('iccViewer'), id)) === 'UNDER_REVIEW', {
    what: 'the end of the screening',
  });
}

async function answer(token: string, how: 'confirmInvitation' | 'declineInvitation'): Promise<void> {
  const type = `${how[0]?.toUpperCase()}${how.slice(1)}Input`;
  const { data } = await product
    .anonymous()
    .query(`mutation ($t: String!, $i: ${type}!) { a: ${how}(token: $t, input: $i) { errors { code } } }`, {
      t: token,
      i: { idempotencyKey: randomUUID() },
    });
  expect(data).toEqual({ a: { errors: [] } });
}

describe('the feed of changes', () => {
  it('tells each side each kind of change once, as far as it may see it, and a decision at its release alone', async () => {
    const icc = product.as('iccCoordinator');
    const draft = { ...nominees.draft('Followed Sample'), externalReference: 'CRM-77' };
    const id = (await createNomination(icc, draft)).nomination?.id ?? '';
    await told(id, both('nomination.created'));
    await updateNomination(icc, id, { rank: 2 });
    await told(id, both('nomination.updated'));
    await submitNomination(icc, id, {});
    await underReview(id);
    await told(id, both('nomination.submitted', 'nomination.under-review'));
    await returnNomination(product.as('officer'), id, { question: 'Which session?' });
    await told(id, both('nomination.returned'));
    await submitNomination(icc, id, { answer: 'The first' });
    await underReview(id);
    await told(id, both('nomination.resubmitted', 'nomination.under-review'));
    await correctPerson(icc, id, { honorific: 'Dr' });
    await told(id, both('nomination.person-corrected'));

    const before = await page('iccViewer', null);
    await recommendNomination(product.as('officer'), id, { recommendation: 'APPROVE' });
    await told(id, hostOnly('nomination.recommended'));
    await decideNomination(product.as('approver'), id, { outcome: 'APPROVE' });
    await told(id, hostOnly('nomination.decided'));
    await reopenNomination(product.as('approver'), id, { reason: 'Once more' });
    await told(id, hostOnly('nomination.reopened'));
    await decideNomination(product.as('approver'), id, { outcome: 'APPROVE' });
    await told(id, hostOnly('nomination.decided'));
    // Neither a count, a cursor nor a time has moved by all that.
    expect(await page('iccViewer', null)).toEqual(before);

    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    await told(id, both('nomination.approved'));
    const token = await nominees.invitationToken('Followed Sample');
    await answer(token, 'confirmInvitation');
    await told(id, both('invitation.confirmed'));
    await answer(token, 'declineInvitation');
    await told(id, both('invitation.declined'));
    await withdrawNomination(icc, id, {});
    const [ofBody] = (await news('iccViewer')).filter(({ subjectId }) => subjectId === id).slice(-1);
    expect(ofBody).toMatchObject({
      kind: 'nomination.withdrawn',
      subjectType: 'nomination',
      subjectId: id,
      externalReference: 'CRM-77',
      nomination: { state: 'WITHDRAWN' },
    });
    const ofHost = (await news('auditor')).filter(({ subjectId }) => subjectId === id);
    expect(ofHost.at(-1)).toMatchObject({
      kind: 'nomination.withdrawn',
      externalReference: 'CRM-77',
    });
    const ofOther = await news('chCoordinator');
    expect(ofOther.filter(({ subjectId }) => subjectId === id)).toEqual([]);
  });

  it('is read in pages of one as in one page, and tells nothing to whoever is not signed in', async () => {
    const whole = await page('iccCoordinator', null);
    const single = await follow('iccCoordinator', { pageSize: 1 });
    expect(single.map(({ cursor: _, ...change }) => change)).toEqual(whole.nodes);
    expect(whole.totalCount).toBe(whole.nodes.length);
    // Whoever has read all keeps the cursor that they have.
    expect(whole.pageInfo.endCursor).toBe(single.at(-1)?.cursor);
    const { nodes, pageInfo } = await page('iccCoordinator', whole.pageInfo.endCursor);
    expect([nodes, pageInfo]).toEqual([[], { hasNextPage: false, endCursor: null }]);
    const { errors, data } = await product.anonymous().query(CHANGES, { c: product.world.conferenceId });
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('refuses a cursor of the trail and one made up, with the path to it', async () => {
    await feedSettled(product.admin);
    const { auditEvents } = await product
      .as('officer')
      .data<{ auditEvents: { pageInfo: { endCursor: string } } }>(
        'query ($c: ID!) { auditEvents(conferenceId: $c, orderBy: RECORDED, first: 1) { pageInfo { endCursor } } }',
        { c: product.world.conferenceId },
      );
    for (const after of [auditEvents.pageInfo.endCursor, 'made-up']) {
      const { errors } = await product.as('officer').query(CHANGES, { c: product.world.conferenceId, after });
      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'INVALID_INPUT', inputPath: ['after'] },
      ]);
    }
  });
});

describe('whoever follows live', () => {
  const FOLLOW = 'subscription ($c: ID!) { nominationsChanged(conferenceId: $c) { cursor } }';
  const hears = (person: Person): Listener => {
    const listener = listen(product.url, { token: product.tokenOf(person) }, FOLLOW, {
      c: product.world.conferenceId,
    });
    listeners.push(listener);
    return listener;
  };
  const cursorsOf = ({ events }: Listener): string[] =>
    (events as { data: { nominationsChanged: { cursor: string } } }[]).map(
      ({ data }) => data.nominationsChanged.cursor,
    );
  const heard = async (listener: Listener, more: number): Promise<void> => {
    await drain(() => listener.events.length >= more, {
      what: 'the next event',
      timeoutMs: 30_000,
      progress: () => [listener.events, listener.failures],
    });
  };

  it('hears at once where the feed stands, and then that there is more; the cursor closes every gap', async () => {
    await feedSettled(product.admin);
    const [host, body] = [hears('officer'), hears('iccViewer')];
    await Promise.all([host, body].map((listener) => heard(listener, 1)));
    const [start = ''] = cursorsOf(body);
    expect((await page('iccViewer', start)).nodes).toEqual([]);
    // Listening is told to the database a moment after the subscription begins.
    const id = (await createNomination(product.as('iccCoordinator'), nominees.draft('Live Followed')))
      .nomination?.id;
    await drain(
      async () => {
        if (body.events.length < 2)
          await updateNomination(product.as('iccCoordinator'), id ?? '', {
            rank: Math.ceil(Math.random() * 99),
          });
        return body.events.length >= 2 && host.events.length >= 2;
      },
      { what: 'host and body to hear', timeoutMs: 30_000, everyMs: 300 },
    );
    // The database is listened to by now: whoever begins earlier is told once more when that starts.
    const other = hears('chCoordinator');
    await heard(other, 1);
    await feedSettled(product.admin);
    const behind = (await page('iccViewer', start)).nodes;
    expect(behind[0]).toMatchObject({ kind: 'nomination.created', subjectId: id });
    const before = body.events.length;
    await updateNomination(product.as('iccCoordinator'), id ?? '', { rank: 100 });
    await heard(body, before + 1);
    expect(other.events).toHaveLength(1);
    expect((await page('chCoordinator', cursorsOf(other)[0] ?? null)).nodes).toEqual([]);
    expect([host, body, other].flatMap(({ failures }) => failures)).toEqual([]);
  });

  it('of another conference’s is refused like one that does not exist', async () => {
    const listener = listen(product.url, { token: product.tokenOf('officer') }, FOLLOW, { c: randomUUID() });
    listeners.push(listener);
    await drain(() => listener.failures.length > 0, { what: 'the refusal', timeoutMs: 30_000 });
    expect(JSON.stringify(listener.failures)).toContain('NOT_FOUND');
  });

  it('of one nomination hears at once how it is', async () => {
    const id = (await createNomination(product.as('iccCoordinator'), nominees.draft('Watched Sample')))
      .nomination?.id;
    const listener = listen(
      product.url,
      { token: product.tokenOf('iccViewer') },
      'subscription ($id: ID!) { nominationChanged(id: $id) { kind toldAt nomination { id state } } }',
      { id },
    );
    listeners.push(listener);
    await heard(listener, 1);
    expect(listener.events[0]).toEqual({
      data: {
        nominationChanged: {
          kind: 'BEGINNING',
          toldAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          nomination: { id, state: 'DRAFT' },
        },
      },
    });
    expect(
      (await correctEmail(product.as('iccViewer'), id ?? '', { email: 'a@example.org' })).errors,
    ).not.toEqual([]);
  });
});
