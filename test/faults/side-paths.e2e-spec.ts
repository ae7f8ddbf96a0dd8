import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '#libs/platform/testing';
import { drain, type SinkMessage } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  returnNomination,
  submitNomination,
  withdrawNomination,
} from '../journeys/operations.js';
import { SchemaWalk } from '../journeys/schema-walk.js';
import { type Listener, listen } from '../support/listener.js';
import { type Person, type Product, startProduct } from '../support/product.js';

/** Stands in everything that Chatham House writes. */
const CANARY = 'CANARY-7Q';
const ICC: readonly Person[] = ['iccCoordinator', 'iccNominator', 'iccViewer'];
/** Known to both bodies, each without knowing of the other. */
const SHARED = {
  name: 'Dupuis Exemple',
  email: 'dupuis.exemple@example.org',
  organisation: 'Example Institute',
};
const ONE =
  'subscription ($id: ID!) { nominationChanged(id: $id) { kind nomination { state person { name } } } }';
const INBOX = 'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { kind } }';

describe('row 32: what one body can find out about another by side paths', () => {
  let product: Product;
  let walk: SchemaWalk;
  let own: { nominations: string[]; messages: string[]; token: string; endpoint: string; list: string };
  const listeners: Record<'own' | 'foreign' | 'inbox' | 'host', Listener | undefined> = {
    own: undefined,
    foreign: undefined,
    inbox: undefined,
    host: undefined,
  };

  const chathamHouse = () => product.as('chCoordinator');
  const nominate = async (person: Record<string, string>): Promise<string> => {
    const { nomination, errors } = await createNomination(chathamHouse(), {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.chathamHouse,
      constituencyId: product.world.business,
      person,
      justification: `${CANARY} justification`,
    });
    if (nomination === null) throw new Error(JSON.stringify(errors));
    return nomination.id;
  };
  const canary = (name: string): Promise<string> =>
    nominate({
      name: `${CANARY} ${name}`,
      email: `${CANARY}.${name}@example.org`.toLowerCase(),
      organisation: `${CANARY} Institute`,
    });

  /** Waits until nothing is under way any more: jobs that are due, mail, and the seals of the trail. */
  async function quiet(): Promise<void> {
    const open = `SELECT (SELECT count(*) FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= clock_timestamp())
      + (SELECT count(*) FROM notifications.message WHERE state IN ('QUEUED', 'SENDING'))
      + (SELECT count(*) FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id)) AS n`;
    await drain(async () => (await product.admin.query<{ n: string }>(open)).rows[0]?.n === '0', {
      what: 'everything to come to rest',
      timeoutMs: 30_000,
      everyMs: 100,
    });
  }

  /** ICC itself is in the midst of its work: a draft, one under review, one decided but not released, one invited. */
  async function iccWorks(): Promise<void> {
    const nominees = nomineesOf(product);
    const icc = product.as('iccCoordinator');
    const draft = async (name: string, more: object = {}): Promise<string> =>
      (await createNomination(icc, nominees.draft(name, more))).nomination?.id ?? '';
    const drafted = await draft('Alma Prova');
    const shared = await draft(SHARED.name, { person: SHARED });
    await submitNomination(icc, shared, { version: 1 });
    const decided = await nominees.decided('Bela Minta', { outcome: 'RESERVE' });
    const invited = await nominees.decided('Cora Exemplo', { outcome: 'APPROVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [invited]);
    const token = await nominees.invitationToken('Cora Exemplo');
    const endpoint = await pausedEndpoint();
    await quiet();
    const messages = await product.admin.query<{ id: string }>(
      'SELECT id FROM notifications.message WHERE body_id = $1 ORDER BY id',
      [product.world.icc],
    );
    own = {
      nominations: [drafted, shared, decided, invited],
      messages: messages.rows.map(({ id }) => id),
      token,
      endpoint,
      list: await loadedList(),
    };
  }

  /** A webhook endpoint of the ICC's. It is paused, for what an address answers changes by itself. */
  async function pausedEndpoint(): Promise<string> {
    const token = product.tokenOf('iccCoordinator');
    const { conferenceId, icc: bodyId } = product.world;
    const made = await ask(
      product.url,
      'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { webhookEndpoint { id } errors { code } } }',
      {
        token,
        variables: {
          input: { idempotencyKey: randomUUID(), conferenceId, bodyId, url: 'https://receiver.example/' },
        },
      },
    );
    const { id } = (made.data?.createWebhookEndpoint as { webhookEndpoint: { id: string } }).webhookEndpoint;
    const paused = await ask(
      product.url,
      'mutation ($id: ID!, $input: PauseWebhookEndpointInput!) { pauseWebhookEndpoint(id: $id, input: $input) { errors { code } } }',
      { token, variables: { id, input: { idempotencyKey: randomUUID() } } },
    );
    expect(paused.data?.pauseWebhookEndpoint).toEqual({ errors: [] });
    return id;
  }

  /** A list of the ICC's with somebody whom Chatham House nominates too. */
  async function loadedList(): Promise<string> {
    const { icc: bodyId } = product.world;
    const text = `Name\tE-mail\tSector\n${SHARED.name}\t\tBusiness\n`;
    const loaded = await ask(
      product.url,
      'mutation ($input: LoadImportListInput!) { loadImportList(input: $input) { importList { id } errors { code } } }',
      {
        token: product.tokenOf('iccNominator'),
        variables: { input: { idempotencyKey: randomUUID(), bodyId, text } },
      },
    );
    return (loaded.data?.loadImportList as { importList: { id: string } }).importList.id;
  }

  /** Chatham House and the host go through everything that can happen. */
  async function othersWork(): Promise<void> {
    const [officer, approver] = [product.as('officer'), product.as('approver')];
    const c = product.world.conferenceId;
    await ask(
      product.url,
      'mutation ($input: LoadWatchListInput!) { loadWatchList(input: $input) { count errors { code } } }',
      {
        token: product.tokenOf('officer'),
        variables: {
          input: {
            idempotencyKey: randomUUID(),
            conferenceId: c,
            entries: [{ name: SHARED.name, note: CANARY }],
          },
        },
      },
    );
    const ids = {
      approved: await canary('Approved'),
      declining: await nominate(SHARED),
      rejected: await canary('Rejected'),
      reserved: await canary('Reserved'),
      returned: await canary('Returned'),
      withdrawn: await canary('Withdrawn'),
    };
    const foreign = listen(product.url, { token: product.tokenOf('iccCoordinator') }, ONE, {
      id: ids.approved,
    });
    listeners.foreign = foreign;
    for (const id of Object.values(ids)) await submitNomination(chathamHouse(), id, { version: 1 });
    await returnNomination(officer, ids.returned, { version: 2, question: `${CANARY} question` });
    await withdrawNomination(chathamHouse(), ids.withdrawn, { version: 2, reason: `${CANARY} reason` });
    for (const [id, decision] of [
      [ids.approved, { outcome: 'APPROVE' }],
      [ids.declining, { outcome: 'APPROVE' }],
      [ids.rejected, { outcome: 'REJECT', reasonCode: 'BALANCE', reasonText: `${CANARY} reason` }],
      [ids.reserved, { outcome: 'RESERVE', reasonCode: 'CAPACITY' }],
    ] as const) {
      await recommendNomination(officer, id, {
        version: 2,
        recommendation: 'APPROVE',
        note: `${CANARY} note`,
      });
      const { errors } = await decideNomination(approver, id, { version: 2, ...decision });
      expect(errors).toEqual([]);
    }
    const before = product.sink.count;
    const released = await releaseDecisions(approver, c, [
      ids.approved,
      ids.declining,
      ids.rejected,
      ids.reserved,
    ]);
    expect(released.errors).toEqual([]);
    await drain(() => product.sink.count > before, { what: 'mail of the release', timeoutMs: 60_000 });
    await quiet();
    const token = await nomineesOf(product).invitationToken('Dupuis Exemple');
    await ask(
      product.url,
      'mutation ($t: String!, $input: DeclineInvitationInput!) { declineInvitation(token: $t, input: $input) { errors { code } } }',
      { variables: { t: token, input: { idempotencyKey: randomUUID(), reason: `${CANARY} is away` } } },
    );
    await quiet();
  }

  /** Every root query, two levels deep, once for each of ICC's things that it can be asked about. */
  function questions(): { name: string; text: string; variables: Record<string, unknown> }[] {
    const given: Record<string, unknown> = {
      conferenceId: product.world.conferenceId,
      slug: 'test-conference',
      token: own.token,
      address: 'AAAAA-AAAAA-AAAAA-AAAAA',
      nominationIds: own.nominations,
      nominationId: own.nominations[0],
      firstId: own.nominations[0],
      secondId: own.nominations[1],
      endpointId: own.endpoint,
      listId: own.list,
      list: 'NOMINATIONS',
      act: 'WITHDRAW',
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      allotted: 99,
      name: 'Иванна Примерова',
      typed: 'sample',
      first: 10,
    };
    return walk.namesOf('Query').flatMap((name) => {
      const takes = new Set(walk.fieldsOf('Query')[name]?.args.map((arg) => arg.name));
      const fixed = Object.fromEntries(Object.entries(given).filter(([argument]) => takes.has(argument)));
      const seen = name === 'message' ? own.messages : own.nominations;
      const ids = seen.map((id) => (takes.has('ids') ? { ids: [id] } : { id }));
      const orders =
        name === 'auditEvents'
          ? ['NEWEST', 'RECORDED'].map((orderBy) => ({ orderBy }))
          : ['CREATED_AT', 'NAME', 'RANK', 'UPDATED_AT'].map((field) => ({ orderBy: { field } }));
      const each = takes.has('id') || takes.has('ids') ? ids : takes.has('orderBy') ? orders : [{}];
      return [1, 2].flatMap((depth) =>
        each.map((one) => ({
          name: `${name} ${depth}`,
          text: walk.operation('Query', name, depth),
          variables: { ...fixed, ...one },
        })),
      );
    });
  }

  /** Every byte that ICC's people get for every question. */
  async function answers(): Promise<Record<string, string>> {
    const told: Record<string, string> = {};
    for (const person of ICC) {
      for (const { name, text, variables } of questions()) {
        const { status, text: answer } = await ask(product.url, text, {
          token: product.tokenOf(person),
          variables,
        });
        // When a token was last used is noted to the minute, whoever else does what; what it may still ask for is its own.
        const bytes = answer.replaceAll(/"lastUsedAt":"[^"]*"|"requestId":"[^"]*"|"cost":\{[^}]*\}/g, '');
        told[`${person} ${name} ${JSON.stringify(variables)}`] = `${status} ${bytes}`;
      }
    }
    return told;
  }

  let before: Record<string, string>;
  let toldBefore = 0;

  beforeAll(async () => {
    const environment = { LOG_LEVEL: 'trace', CALLER_OBJECTS_PER_SECOND: '999999999' };
    product = await startProduct({ places: 10, isApart: true, environment });
    walk = await SchemaWalk.of(product.as('administrator'));
    await iccWorks();
    const icc = { token: product.tokenOf('iccCoordinator') };
    const c = product.world.conferenceId;
    const host = listen(product.url, { token: product.tokenOf('officer') }, INBOX, { c });
    listeners.host = host;
    const watching = listen(product.url, icc, ONE, { id: own.nominations[1] });
    listeners.own = watching;
    listeners.inbox = listen(product.url, icc, INBOX, { c });
    // Each begins with how things stand, and is told to look once more where the process begins to listen only then: what comes of
    // an act shows that it does.
    await drain(() => watching.events.length > 0 && host.events.length > 0, {
      what: 'both to be told how things stand',
    });
    const told = host.events.length;
    const nominees = nomineesOf(product);
    const signal = await createNomination(product.as('iccCoordinator'), nominees.draft('Dara Signum'));
    await submitNomination(product.as('iccCoordinator'), signal.nomination?.id ?? '', { version: 1 });
    await drain(() => host.events.length > told + 1, { what: 'the process to listen' });
    await quiet();
    toldBefore = watching.events.length;
    before = await answers();
    await othersWork();
  });
  afterAll(async () => {
    await Promise.all(Object.values(listeners).map(async (listener) => listener?.end()));
    await product.close();
  });

  it('nothing changes in any answer, by a single byte, while others go through the whole main job', async () => {
    // Something is there to be compared, and every question was one.
    expect(Object.entries(before).filter(([, answer]) => /BAD_USER_INPUT|TOO_COMPLEX/.test(answer))).toEqual(
      [],
    );
    expect(Object.values(before).join('')).toContain('Cora Exemplo');
    expect(Object.keys(before).length).toBeGreaterThan(100);
    expect(await answers()).toEqual(before);
  });

  it('no frame of a subscription says anything, or comes at all behind those that it begins with', () => {
    expect(listeners.host?.events.length).toBeGreaterThan(5);
    expect(listeners.own?.events).toHaveLength(toldBefore);
    expect(listeners.own?.failures).toEqual([]);
    expect(listeners.inbox?.events).toEqual([]);
    expect(listeners.foreign?.events).toEqual([]);
    expect(listeners.inbox?.failures).toHaveLength(1);
    expect(listeners.foreign?.failures).toHaveLength(1);
    const frames = [listeners.own, listeners.inbox, listeners.foreign].flatMap((one) => one?.frames ?? []);
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.join('\n')).not.toMatch(/canary/i);
  });

  it('no mail to the body, or to those that it named, says anything', async () => {
    const mails = await product.sink.messages();
    const has = ({ raw, text, html, subject, headers, attachments }: SinkMessage): boolean =>
      [
        raw.toString(),
        text,
        html,
        subject,
        ...headers.values(),
        ...attachments.map(({ content }) => content.toString()),
      ]
        .join('\n')
        .toUpperCase()
        .includes(CANARY);
    // One person was named by both bodies and is written to for the other one alone.
    const isOfIcc = ({ envelope }: SinkMessage): boolean =>
      envelope.to.some((address) => /^(icc\.|alma\.|bela\.|cora\.)/.test(address));
    expect(mails.filter(isOfIcc).length).toBeGreaterThan(0);
    expect(mails.filter(has).length).toBeGreaterThan(1);
    expect(mails.filter((mail) => isOfIcc(mail) && has(mail))).toEqual([]);
  });

  it('no line of the log of API and worker has it', () => {
    expect(product.log().length).toBeGreaterThan(1_000);
    expect(product.log()).not.toMatch(/canary/i);
  });
});
