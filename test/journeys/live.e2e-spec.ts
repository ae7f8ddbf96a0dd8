import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { type Listener, listen } from '../support/listener.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  returnNomination,
  submitNomination,
} from './operations.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true, places: 1_000 });
});

afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.end()));
  await product.close();
});

const listeners: Listener[] = [];
const listenAs = (person: Person, query: string, variables: Record<string, unknown>): Listener => {
  const listener = listen(product.url, { token: product.tokenOf(person) }, query, variables);
  listeners.push(listener);
  return listener;
};

const submitted = async (): Promise<string> => {
  const icc = product.as('iccCoordinator');
  const { nomination } = await createNomination(icc, {
    conferenceId: product.world.conferenceId,
    bodyId: product.world.icc,
    constituencyId: product.world.business,
    person: { name: 'Live Sample', email: `live.${newId()}@example.org` },
  });
  expect((await submitNomination(icc, nomination?.id ?? '', { version: 1 })).errors).toEqual([]);
  return nomination?.id ?? '';
};

const INBOX = 'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { kind } }';
const ONE = 'subscription ($id: ID!) { nominationChanged(id: $id) { kind nomination { state } } }';

/** News are waited for nearly as long as a test may last: a machine that is busy with others is no fault. */
const PATIENCE = { timeoutMs: 50_000, everyMs: 250 } as const;

/** Gives signs on the topics until each of these has heard one: what is not listened to yet is lost, as it may be. */
async function untilListening(
  id: string,
  topics: readonly ('nomination' | 'host-nomination')[],
  all: readonly Listener[],
): Promise<void> {
  await drain(
    async () => {
      for (const topic of topics)
        await product.admin.query("SELECT pg_notify('plenary_events', $1)", [`${topic}:${id} ${id}`]);
      return all.every(({ events }) => events.length > 0);
    },
    { ...PATIENCE, what: 'all to listen', progress: () => all.map(({ events }) => events.length) },
  );
}

const statesOf = ({ events }: Listener): string[] =>
  (events as { data: { nominationChanged: { nomination: { state: string } } } }[]).map(
    ({ data }) => data.nominationChanged.nomination.state,
  );

describe('subscriptions', () => {
  it("tell the host of what comes in, and tell a partner nothing of the host's inbox", async () => {
    const host = listenAs('officer', INBOX, { c: product.world.conferenceId });
    const partner = listenAs('iccCoordinator', INBOX, { c: product.world.conferenceId });
    await drain(() => partner.failures.length > 0, {
      ...PATIENCE,
      what: 'the partner to be refused',
      progress: () => partner,
    });
    await drain(
      async () => {
        if (host.events.length === 0) await submitted();
        return host.events.length > 0;
      },
      { ...PATIENCE, what: 'the inbox to stir' },
    );
    expect(partner.events).toEqual([]);
  });

  it("stir on the body's screen for what it may see, and stay still for a recommendation or a decision", async () => {
    const id = await submitted();
    // The checks have ended: from then on the body knows that its nomination is under review.
    await product.admin.query("UPDATE nominations.nomination SET state = 'UNDER_REVIEW' WHERE id = $1", [id]);
    const body = listenAs('iccViewer', ONE, { id });
    const host = listenAs('officer', ONE, { id });
    const foreign = listenAs('chCoordinator', ONE, { id });
    await drain(() => foreign.failures.length > 0, {
      ...PATIENCE,
      what: 'the other body to be refused',
      progress: () => foreign,
    });
    await untilListening(id, ['host-nomination'], [host]);
    // How it is, which comes at once, and nothing after that.
    await drain(() => body.events.length > 0, { ...PATIENCE, what: 'the body to hear how it is' });
    const atOnce = [...body.events];
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
    await drain(() => statesOf(host).includes('DECIDED'), { ...PATIENCE, what: 'the host to hear of it' });
    expect(body.events).toEqual(atOnce);
    expect([...new Set(statesOf(body))]).toEqual(['UNDER_REVIEW']);

    const other = await submitted();
    const watched = listenAs('iccViewer', ONE, { id: other });
    await untilListening(other, ['nomination'], [watched]);
    await returnNomination(product.as('officer'), other, { version: 2, question: 'Why?' });
    await drain(() => statesOf(watched).includes('RETURNED'), {
      ...PATIENCE,
      what: 'the body to hear of the return',
    });
    expect(watched.events.at(-1)).toEqual({
      data: { nominationChanged: { kind: 'CHANGED', nomination: { state: 'RETURNED' } } },
    });
    expect(foreign.events).toEqual([]);
  });
});

describe('a review that begins before the checks have ended', () => {
  it("stirs on the body's screen as the state that it can read has changed", async () => {
    const id = await submitted();
    const host = listenAs('officer', ONE, { id });
    const body = listenAs('iccViewer', ONE, { id });
    await untilListening(id, ['nomination', 'host-nomination'], [host, body]);
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
    const told = (listener: Listener) => statesOf(listener).filter((state) => state !== 'SUBMITTED');
    await drain(() => told(host).includes('DECIDED') && told(body).length > 0, {
      ...PATIENCE,
      what: 'both to hear of what they may',
      progress: () => [told(host), told(body)],
    });
    // A sign that was still on its way is read by then as well.
    expect([...new Set(told(body))]).toEqual(['UNDER_REVIEW']);
  });
});

describe('GraphQL over HTTP', () => {
  it('passes every audit of the public suite with a service token, and is alive before and after', async () => {
    const url = `${product.url}/graphql`;
    const alive = () => product.as('auditor').data('{ viewer { user { name } } }');
    await alive();
    const audits = serverAudits({
      url,
      fetchFn: (input: string, init?: RequestInit) =>
        fetch(input, {
          ...init,
          headers: {
            ...(init?.headers as Record<string, string> | undefined),
            authorization: `Bearer ${product.tokenOf('auditor')}`,
          },
        }),
    });
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const failed = results.flatMap((result) =>
      result.status === 'ok' ? [] : [`${result.id} ${result.name}`],
    );
    expect(failed).toEqual([]);
    expect(results).toHaveLength(61);
    await alive();
  });

  it('tells whoever has no token neither the schema, nor a suggestion, nor what went wrong inside', async () => {
    const { errors } = await product.anonymous().query('{ __schema { types { name } } }');
    expect(errors?.[0]?.extensions?.code).toBe('INTROSPECTION_DISABLED');
    const typo = await product.anonymous().query('{ nomination_ { id } }');
    expect(JSON.stringify(typo.errors)).not.toMatch(/did you mean/i);
  });
});
