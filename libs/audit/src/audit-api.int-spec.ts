import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type Actor, type UserActor } from '#libs/kernel';
import { type AuditEntry } from '#libs/platform';
import {
  AccessFixture,
  type AccessApi,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import { graphqlClient, testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { AuditGraphqlModule } from './audit-graphql.module.js';
import { AuditSealer } from './sealing/audit-sealer.js';

const EVENTS = `query ($conferenceId: ID!, $first: Int, $after: String, $filter: AuditEventFilter) {
  auditEvents(conferenceId: $conferenceId, first: $first, after: $after, filter: $filter) {
    nodes { id sequence occurredAt actor onBehalfOf action subjectType subjectId summary remark body { code } hash }
    pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`;

interface Answer {
  auditEvents: {
    nodes: {
      id: string;
      sequence: number | null;
      actor: string | null;
      onBehalfOf: string | null;
      action: string;
      subjectId: string;
      summary: string;
      remark: string | null;
      body: { code: string } | null;
      hash: string | null;
    }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    totalCount: number;
  };
}

describe('the audit trail over GraphQL', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let writer: OpenedDatabase;
  let fixture: AccessFixture;
  let api: AccessApi;
  const users: Record<string, string> = {};
  const [ours, theirs] = [newId(), newId()];

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    writer = await openDatabase(server.apiUrl);
    fixture = await new AccessFixture(worker).conference();
    const { icc, ch, host } = fixture.bodies;
    users.auditor = await fixture.user('AUDITOR');
    users.approver = await fixture.user('HOST_APPROVER', host);
    users.icc = await fixture.user('PARTNER_COORDINATOR', icc);
    users.ch = await fixture.user('PARTNER_COORDINATOR', ch);
    api = await startAccessApi(await testSettings(server), [AuditGraphqlModule]);
    await write(as('icc', 'PARTNER_COORDINATOR', icc), {
      bodyId: icc,
      action: 'nomination.submitted',
      subjectId: ours,
    });
    await write(as('approver', 'HOST_APPROVER', host), {
      action: 'nomination.decided',
      subjectId: ours,
      details: { outcome: 'APPROVE' },
      onBehalfOfId: users.auditor,
    });
    await write(as('approver', 'HOST_APPROVER', host), {
      bodyId: icc,
      action: 'nomination.approved',
      subjectId: ours,
    });
    await write(as('ch', 'PARTNER_COORDINATOR', ch), {
      bodyId: ch,
      action: 'nomination.submitted',
      subjectId: theirs,
    });
    await write(
      { kind: 'system', task: 'lapse' },
      { bodyId: ch, action: 'nomination.lapsed', subjectId: theirs },
      worker,
    );
    await new AuditSealer(worker.unitOfWork).sealAll();
  });
  afterAll(async () => {
    await api.close();
    await writer.close();
    await worker.close();
    await server.drop();
  });

  function as(who: string, role: UserActor['grants'][number]['role'], bodyId: string): UserActor {
    const grants = [{ role, conferenceId: fixture.conferenceId, bodyId }];
    return {
      kind: 'user',
      userId: users[who] ?? '',
      grants,
      canWrite: true,
      via: 'session',
      credentialId: newId(),
    };
  }
  const write = (
    actor: Actor,
    entry: Partial<AuditEntry> & Pick<AuditEntry, 'action' | 'subjectId'>,
    through = writer,
  ) =>
    through.unitOfWork.run(actor, async (tx) => {
      tx.audit({ conferenceId: fixture.conferenceId, subjectType: 'nomination', ...entry });
    });
  const clientOf = async (who: string) =>
    graphqlClient(api.url, { cookie: `plenary=${await fixture.session(users[who] ?? '')}` });
  const read = async (who: string, variables: object = {}) =>
    (await (await clientOf(who)).data<Answer>(EVENTS, { conferenceId: fixture.conferenceId, ...variables }))
      .auditEvents;

  it('tells an auditor everything, newest first, with names, numbers and links', async () => {
    const { nodes, totalCount } = await read('auditor');
    expect(totalCount).toBe(5);
    expect(nodes.map(({ action }) => action)).toEqual([
      'nomination.lapsed',
      'nomination.submitted',
      'nomination.approved',
      'nomination.decided',
      'nomination.submitted',
    ]);
    expect(nodes.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
    expect(nodes.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash ?? ''))).toBe(true);
    expect(nodes[0]).toMatchObject({
      actor: 'Plenary',
      summary: 'Lapsed: the deadline passed',
      body: { code: 'CH' },
    });
    expect(nodes[3]).toMatchObject({
      actor: 'Invented HOST_APPROVER',
      onBehalfOf: 'Invented AUDITOR',
      summary: 'Signed off approval',
      body: null,
      subjectId: ours,
    });
  });

  it('tells a partner what concerns its body, without the names of the host or numbers that count others', async () => {
    const { nodes, totalCount } = await read('icc');
    expect(totalCount).toBe(2);
    expect(nodes).toMatchObject([
      { action: 'nomination.approved', actor: null, sequence: null, hash: null, body: { code: 'ICC' } },
      { action: 'nomination.submitted', actor: 'Invented PARTNER_COORDINATOR', sequence: null, hash: null },
    ]);
  });

  it('answers for the ids of other bodies as for unknown ones', async () => {
    const unknown = await read('icc', { filter: { subjectId: newId() } });
    expect(unknown).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: null },
      totalCount: 0,
    });
    for (const filter of [
      { subjectId: theirs },
      { bodyIds: [fixture.bodies.ch] },
      { bodyIds: [newId()] },
      { subjectId: 'no-id' },
    ]) {
      expect(await read('icc', { filter })).toEqual(unknown);
    }
    expect(await read('icc', { conferenceId: newId() })).toEqual(unknown);
    expect(await read('auditor', { conferenceId: 'no-id' })).toEqual(unknown);
  });

  it('filters by subject, action and body, all at once if asked', async () => {
    expect((await read('auditor', { filter: { subjectId: ours } })).totalCount).toBe(3);
    expect(
      (await read('auditor', { filter: { actions: ['nomination.submitted', 'nomination.lapsed'] } }))
        .totalCount,
    ).toBe(3);
    expect((await read('auditor', { filter: { bodyIds: [fixture.bodies.ch] } })).totalCount).toBe(2);
    const all = { subjectId: ours, actions: ['nomination.submitted'], bodyIds: [fixture.bodies.icc] };
    expect((await read('auditor', { filter: all })).nodes).toHaveLength(1);
  });

  it('is read page by page', async () => {
    const actions: string[] = [];
    let after: string | null = null;
    do {
      const page: Answer['auditEvents'] = await read('auditor', { first: 2, after });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      actions.push(...page.nodes.map(({ action }) => action));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(actions).toHaveLength(5);
    const client = await clientOf('auditor');
    for (const variables of [{ after: 'nonsense' }, { first: 0 }, { first: 101 }]) {
      const { errors } = await client.query(EVENTS, { conferenceId: fixture.conferenceId, ...variables });
      expect(errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
    }
  });

  it('shows what people wrote to those who may read the entry, until it is erased', async () => {
    const subjectId = newId();
    const remark = 'Which of the two firms?';
    const { icc, host } = fixture.bodies;
    const approver = as('approver', 'HOST_APPROVER', host);
    await write(approver, { bodyId: icc, action: 'nomination.returned', subjectId, remark });
    await write(approver, { action: 'nomination.reopened', subjectId, remark: 'New facts' });
    const seen = async (who: string) =>
      (await read(who, { filter: { subjectId } })).nodes.map(({ remark: said, summary }) => [said, summary]);
    const returned = [remark, `Returned the nomination with a question: “${remark}”`];
    expect(await seen('icc')).toEqual([returned]);
    expect(await seen('ch')).toEqual([]);
    expect(await seen('auditor')).toEqual([['New facts', 'Took the decision back: “New facts”'], returned]);
    const asWritten = await fixture.rows('SELECT e::text FROM audit.event e WHERE subject_id = $1', [
      subjectId,
    ]);
    expect(JSON.stringify(asWritten)).not.toMatch(/firms|facts/);
    await fixture.sql('UPDATE audit.remark SET text = NULL, salt = NULL');
    expect(await seen('icc')).toEqual([[null, 'Returned the nomination with a question']]);
  });

  it('is closed to whoever is not signed in', async () => {
    const { errors } = await graphqlClient(api.url).query(EVENTS, { conferenceId: fixture.conferenceId });
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});
