import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import {
  type GraphqlClient,
  graphqlClient,
  type TestDatabase,
  testDatabase,
  testSettings,
} from '#libs/testing';
import { NotificationsGraphqlModule } from './notifications-graphql.module.js';
import { definedMessages } from './define-message.js';
import { type NewMessage } from './new-message.js';
import { Notifications } from './notifications.facade.js';
import { sampleContent } from './testing/sample-messages.js';

const LIST = `query ($id: ID!, $first: Int, $after: String, $filter: MessageFilter) {
  messages(conferenceId: $id, first: $first, after: $after, filter: $filter) {
    nodes { id kind state recipientName recipientEmail subject text html attempts lastError body { code } canReplay canSettle }
    pageInfo { hasNextPage endCursor } totalCount } }`;
const ONE = `query ($id: ID!) { message(id: $id) { id state canReplay } }`;
const REPLAY = `mutation ($id: ID!, $key: String!) { replayMessage(id: $id, input: { idempotencyKey: $key }) {
  message { id state canReplay } errors { code message } } }`;

const SETTLE = `mutation ($id: ID!, $key: String!) { settleMessage(id: $id, input: { idempotencyKey: $key }) {
  message { id state } errors { code message } } }`;

interface Node {
  id: string;
  kind: string;
  state: string;
  recipientEmail: string;
  subject: string;
  text: string;
  html: string;
  lastError: string | null;
  body: { code: string } | null;
  canReplay: boolean;
  canSettle: boolean;
}
interface List {
  messages: {
    nodes: Node[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: number;
  };
}
interface Replay {
  replayMessage: { message: Node | null; errors: { code: string }[] };
}

let server: TestDatabase;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let api: AccessApi;
const callers: Record<string, GraphqlClient> = {};

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  fixture = await new AccessFixture(worker).conference();
  api = await startAccessApi(await testSettings(server), [NotificationsGraphqlModule]);
  const { host, icc, ch } = fixture.bodies;
  const caller = async (role: Parameters<AccessFixture['user']>[0], bodyId: string | null) =>
    graphqlClient(api.url, { token: await fixture.apiToken(await fixture.user(role, bodyId)) });
  callers.icc = await caller('PARTNER_COORDINATOR', icc);
  callers.iccViewer = await caller('PARTNER_VIEWER', icc);
  callers.ch = await caller('PARTNER_COORDINATOR', ch);
  callers.officer = await caller('HOST_OFFICER', host);
  callers.administrator = await caller('HOST_ADMINISTRATOR', null);
  callers.auditor = await caller('AUDITOR', null);
  callers.anybody = graphqlClient(api.url);
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await server.drop();
});
beforeEach(async () => {
  await fixture.sql('DELETE FROM notifications.message');
  await fixture.sql('DELETE FROM platform.outbox');
});

const caller = (name: string): GraphqlClient => callers[name] as GraphqlClient;

async function compose(bodyId: string | null, count = 1, more: object = {}): Promise<string[]> {
  const drafts = Array.from({ length: count }, (_, index) => ({
    content: sampleContent('PERSONAL_INVITATION'),
    subject: { type: 'invitation', id: newId(), version: 1 },
    recipient: { name: `Sample ${index}`, email: `sample-${index}@example.org` },
    conferenceId: fixture.conferenceId,
    bodyId,
    ...more,
  })) as NewMessage[];
  const actor = { kind: 'system', task: 'test' } as const;
  const ids = await worker.unitOfWork.run(actor, (tx) => new Notifications().compose(tx, drafts));
  return [...ids].sort();
}

const list = async (name: string, variables: object = {}): Promise<List['messages']> =>
  (await caller(name).data<List>(LIST, { id: fixture.conferenceId, ...variables })).messages;
const replay = async (name: string, id: string, key = newId()): Promise<Replay['replayMessage']> =>
  (await caller(name).data<Replay>(REPLAY, { id, key })).replayMessage;
const settle = async (name: string, id: string, key = newId()): Promise<Replay['replayMessage']> =>
  (await caller(name).data<{ settleMessage: Replay['replayMessage'] }>(SETTLE, { id, key })).settleMessage;
const fail = (id: string, state: string) =>
  fixture.sql(`UPDATE notifications.message SET state = $2, last_error = '550 no' WHERE id = $1`, [
    id,
    state,
  ]);

describe('messages over GraphQL', () => {
  it('pages through them, the newest first, with texts and without the link', async () => {
    const ids = await compose(fixture.bodies.icc, 5);
    const first = await list('officer', { first: 3 });
    expect(first.totalCount).toBe(5);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await list('officer', { first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual([...ids].reverse());
    expect(rest.pageInfo.hasNextPage).toBe(false);
    const [message] = first.nodes;
    expect(message).toMatchObject({
      kind: 'PERSONAL_INVITATION',
      state: 'QUEUED',
      subject: 'Your invitation: London Conference on Cyberspace',
      body: { code: 'ICC' },
      canReplay: false,
    });
    expect(message?.text).toContain('(personal link)');
    expect(message?.html).not.toContain('href');
  });

  it('shows each body its own messages, wherever it looks', async () => {
    const [ours = ''] = await compose(fixture.bodies.icc);
    const [theirs = ''] = await compose(fixture.bodies.ch);
    const [hosts = ''] = await compose(null);
    const seen = async (name: string) => (await list(name)).nodes.map(({ id }) => id).sort();
    expect(await seen('icc')).toEqual([ours]);
    expect(await seen('iccViewer')).toEqual([ours]);
    expect(await seen('ch')).toEqual([theirs]);
    expect(await seen('officer')).toEqual([ours, theirs, hosts].sort());
    expect(await seen('auditor')).toEqual([ours, theirs, hosts].sort());
    expect((await list('icc')).totalCount).toBe(1);
    expect((await list('icc', { filter: { search: 'sample' } })).totalCount).toBe(1);
    for (const id of [theirs, hosts, newId(), 'x']) {
      expect(await caller('icc').data(ONE, { id })).toEqual({ message: null });
      expect((await replay('icc', id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    const { errors } = await caller('anybody').query(LIST, { id: fixture.conferenceId });
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it.each(['genevieve', 'MODÈLE, Geneviève', 'o’mocking', 'gene@xn--bcherei-n2a.example', 'gene@bücherei'])(
    'finds Geneviève Modèle O’Mocking by %s, as the nominations do',
    async (search) => {
      const [id = ''] = await compose(fixture.bodies.icc, 1, {
        recipient: { name: "Geneviève Modèle O'Mocking", email: 'gene@bücherei.example' },
      });
      await compose(fixture.bodies.icc);
      expect((await list('icc', { filter: { search } })).nodes.map((node) => node.id)).toEqual([id]);
      expect((await list('ch', { filter: { search } })).nodes).toEqual([]);
    },
  );

  it('finds by its nomination what a process of before has written, too', async () => {
    const [id, nominationId] = [newId(), newId()];
    await fixture.sql(
      `INSERT INTO notifications.message (id, conference_id, body_id, kind, subject_type, subject_id, subject_version, nomination_id,
         recipient_name, recipient_email, params)
       SELECT $1, conference_id, body_id, kind, subject_type, $1, 1, $2, recipient_name, recipient_email, params
       FROM notifications.message WHERE id = $3`,
      [id, nominationId, (await compose(fixture.bodies.icc))[0]],
    );
    expect((await list('icc', { filter: { nominationId } })).nodes.map((node) => node.id)).toEqual([id]);
  });

  it('filters by state, kind, nomination and part of the recipient, whatever the wildcards', async () => {
    const nominationId = newId();
    const [one = ''] = await compose(fixture.bodies.icc, 1, {
      about: { type: 'nomination', id: nominationId },
      recipient: { name: '100% Zoë_Sample', email: 'zoe@example.org' },
    });
    const [two = ''] = await compose(fixture.bodies.icc);
    await fail(two, 'REFUSED');
    const found = async (filter: object) => (await list('icc', { filter })).nodes.map(({ id }) => id);
    expect(await found({ states: ['REFUSED', 'FAILED'] })).toEqual([two]);
    expect(await found({ kinds: ['DECISION_NOTICE'] })).toEqual([]);
    expect(await found({ nominationId })).toEqual([one]);
    expect(await found({ nominationId: 'x' })).toEqual([]);
    expect(await found({ search: 'zoë_s' })).toEqual([one]);
    expect(await found({ search: '100%' })).toEqual([one]);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await found({ search: '  ' })).toHaveLength(2);
    const tooLong = await caller('icc').query(LIST, {
      id: fixture.conferenceId,
      filter: { search: 'x'.repeat(201) },
    });
    expect(tooLong.errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
  });

  it('a refused message is seen by its body and sent again, once', async () => {
    const [id = ''] = await compose(fixture.bodies.icc);
    await fail(id, 'REFUSED');
    await fixture.sql('DELETE FROM platform.outbox');
    expect((await list('icc')).nodes).toMatchObject([
      { state: 'REFUSED', lastError: '550 no', canReplay: true },
    ]);
    expect((await list('iccViewer')).nodes).toMatchObject([{ state: 'REFUSED', canReplay: false }]);
    expect((await replay('iccViewer', id)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await replay('auditor', id)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await list('icc')).nodes).toMatchObject([{ state: 'REFUSED' }]);
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => replay('icc', id, key)));
    for (const answer of answers) expect(answer).toMatchObject({ message: { state: 'QUEUED' }, errors: [] });
    expect(await fixture.rows('SELECT payload FROM platform.outbox')).toEqual([
      { payload: { messageIds: [id] } },
    ]);
    expect((await replay('icc', id)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE' }]);
    const events = await fixture.rows('SELECT action, details FROM audit.event WHERE subject_id = $1', [id]);
    expect(events).toEqual([{ action: 'message.replayed', details: { from: 'REFUSED' } }]);
  });

  it('shows administrators and auditors what belongs to no conference and did not arrive, and nobody else', async () => {
    const [ours = ''] = await compose(fixture.bodies.icc);
    const [signIn = '', arrived = ''] = await compose(null, 2, {
      content: sampleContent('SIGN_IN_LINK'),
      conferenceId: null,
    });
    await fail(signIn, 'FAILED');
    await fixture.sql(
      `UPDATE notifications.message SET state = 'SENT', sent_at = clock_timestamp() WHERE id = $1`,
      [arrived],
    );
    const seen = async (name: string) => (await list(name)).nodes.map(({ id }) => id);
    for (const name of ['administrator', 'auditor']) {
      expect(await seen(name)).toEqual([signIn, ours]);
      expect((await list(name)).totalCount).toBe(2);
      expect((await list(name, { first: 1 })).nodes.map(({ id }) => id)).toEqual([signIn]);
      expect(await caller(name).data(ONE, { id: arrived })).toEqual({ message: null });
    }
    for (const name of ['officer', 'icc']) {
      expect(await seen(name)).toEqual([ours]);
      expect(await caller(name).data(ONE, { id: signIn })).toEqual({ message: null });
      expect((await replay(name, signIn)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    expect((await replay('auditor', signIn)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await fixture.rows('SELECT notifications.count_failed_messages() AS count')).toEqual([
      { count: 1 },
    ]);
    expect((await replay('administrator', signIn)).errors).toEqual([]);
    expect(await fixture.rows('SELECT state FROM notifications.message WHERE id = $1', [signIn])).toEqual([
      { state: 'QUEUED' },
    ]);
    expect(
      await fixture.rows('SELECT conference_id, action FROM audit.event WHERE subject_id = $1', [signIn]),
    ).toEqual([{ conference_id: fixture.conferenceId, action: 'message.replayed' }]);
  });

  it('why no mail goes out is told to administrators and officers of the host alone, while it is so', async () => {
    const ask = async (name: string) =>
      (
        await caller(name).data<{ mailTrouble: { reason: string; answer: string } | null }>(
          'query ($id: ID!) { mailTrouble(conferenceId: $id) { reason answer since } }',
          { id: fixture.conferenceId },
        )
      ).mailTrouble;
    const set = (reason: string, seen: string) =>
      fixture.sql(
        `INSERT INTO notifications.mail_server (id, reason, error, since, seen_at)
          VALUES (1, $1, '535 no', '2026-11-28T09:40:00Z', clock_timestamp() - $2::text::interval)
          ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, seen_at = excluded.seen_at`,
        [reason, seen],
      );
    expect(await ask('officer')).toBeNull();
    await set('PASSWORD', '3 hours');
    const trouble = { reason: 'PASSWORD', answer: '535 no', since: '2026-11-28T09:40:00.000Z' };
    for (const name of ['administrator', 'officer']) expect(await ask(name)).toEqual(trouble);
    for (const name of ['auditor', 'icc']) expect(await ask(name)).toBeNull();
    // A limit is told of at each of its pauses; what was told long ago is over.
    await set('LIMIT', '3 hours');
    expect(await ask('officer')).toBeNull();
    await set('LIMIT', '1 minute');
    expect(await ask('officer')).toMatchObject({ reason: 'LIMIT' });
    await fixture.sql('DELETE FROM notifications.mail_server');
  });

  it('a message in doubt waits for a person, who sends it again or marks it as sent, once', async () => {
    const [held = '', again = '', failed = ''] = await compose(fixture.bodies.icc, 3);
    for (const id of [held, again])
      await fixture.sql(
        `UPDATE notifications.message SET state = 'HELD', is_in_doubt = true, doubts = 2, attempts = 2 WHERE id = $1`,
        [id],
      );
    await fail(failed, 'FAILED');
    await fixture.sql('DELETE FROM platform.outbox');
    const found = async (name: string) =>
      (await list(name, { filter: { states: ['HELD'] } })).nodes.map(({ id, canReplay, canSettle }) => [
        id,
        canReplay,
        canSettle,
      ]);
    expect(await found('icc')).toEqual([
      [again, true, true],
      [held, true, true],
    ]);
    expect(await found('iccViewer')).toEqual([
      [again, false, false],
      [held, false, false],
    ]);
    expect((await settle('ch', held)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const name of ['iccViewer', 'auditor'])
      expect((await settle(name, held)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await settle('officer', failed)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE' }]);
    const states = () =>
      fixture.rows(
        'SELECT state, doubts, is_in_doubt, sent_at IS NOT NULL AS is_dated FROM notifications.message ORDER BY id',
      );
    expect(await states()).toMatchObject([{ state: 'HELD' }, { state: 'HELD' }, { state: 'FAILED' }]);
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => settle('officer', held, key)));
    for (const answer of answers) expect(answer).toMatchObject({ message: { state: 'SENT' }, errors: [] });
    expect((await settle('officer', held)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE' }]);
    expect((await replay('officer', again)).errors).toEqual([]);
    expect(await states()).toMatchObject([
      { state: 'SENT', is_in_doubt: false, is_dated: true },
      { state: 'QUEUED', is_in_doubt: false, doubts: 0, is_dated: false },
      { state: 'FAILED' },
    ]);
    // Marking sends nothing.
    expect(await fixture.rows('SELECT payload FROM platform.outbox')).toEqual([
      { payload: { messageIds: [again] } },
    ]);
    expect(
      await fixture.rows(
        `SELECT action, details FROM audit.event WHERE subject_id = ANY ($1::uuid[]) ORDER BY action`,
        [[held, again]],
      ),
    ).toEqual([
      { action: 'message.replayed', details: { from: 'HELD' } },
      { action: 'message.settled', details: { from: 'HELD' } },
    ]);
  });

  it('does not send again what has lost its reason', async () => {
    const [id = ''] = await compose(fixture.bodies.icc);
    await fail(id, 'FAILED');
    await fixture.sql('UPDATE notifications.message SET cancel_requested_at = clock_timestamp()');
    expect((await list('officer')).nodes).toMatchObject([{ canReplay: false }]);
    expect((await replay('officer', id)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE' }]);
  });
});

describe('the catalogue of messages over GraphQL', () => {
  const CATALOGUE =
    '{ messageCatalogue { kind audience whenInDoubt parameters { name sample } samples { language when subject text } } }';

  it.each(['administrator', 'officer'])(
    'tells the %s every kind, with a sample in each language',
    async (name) => {
      const { messageCatalogue } = await caller(name).data<{
        messageCatalogue: { kind: string; samples: { language: string; subject: string; text: string }[] }[];
      }>(CATALOGUE, {});
      expect(messageCatalogue.map(({ kind }) => kind)).toEqual(definedMessages().map(({ kind }) => kind));
      const invitation = messageCatalogue.find(({ kind }) => kind === 'PERSONAL_INVITATION');
      expect(invitation).toMatchObject({
        audience: 'INVITEE',
        whenInDoubt: 'SEND_AGAIN',
        samples: [
          { language: 'en', subject: 'Your invitation: London Conference on Cyberspace' },
          { language: 'fr' },
        ],
      });
      expect(invitation?.samples[0]?.text).toContain('(personal link)');
    },
  );

  it.each([
    ['icc', 'FORBIDDEN'],
    ['iccViewer', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
    ['anybody', 'UNAUTHENTICATED'],
  ])('is not for %s', async (name, code) => {
    const { data, errors } = await caller(name).query(CATALOGUE, {});
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});
