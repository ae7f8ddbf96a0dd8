import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
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
    // Beside those that are its own they take nothing away, and add nothing.
    const { icc, ch } = fixture.bodies;
    const both = await read('icc', { filter: { bodyIds: [ch, icc] } });
    expect(both.nodes.map(({ body }) => body?.code)).toEqual(['ICC', 'ICC']);
    expect(both.totalCount).toBe(2);
  });

  it('of a conference that is unknown or none of the reader is not found', async () => {
    const elsewhere = await new AccessFixture(worker).conference();
    for (const who of ['icc', 'auditor'])
      for (const conferenceId of [newId(), 'no-id', elsewhere.conferenceId]) {
        const { errors } = await (await clientOf(who)).query(EVENTS, { conferenceId });
        expect(errors).toMatchObject([
          {
            message: 'There is no such conference, or you may not see it.',
            path: ['auditEvents'],
            extensions: { code: 'NOT_FOUND' },
          },
        ]);
      }
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

  describe('searched by person', () => {
    const byActor = (who: string, search: string) =>
      read(who, { filter: { search } }).then(({ nodes, totalCount }) => {
        expect(totalCount).toBe(nodes.length);
        return nodes.map(({ action }) => action);
      });
    const subjectId = newId();

    beforeAll(async () => {
      const { icc, host } = fixture.bodies;
      users.named = await fixture.user('PARTNER_NOMINATOR', icc);
      users.absent = await fixture.user('HOST_OFFICER', host);
      const name = 'UPDATE access.app_user SET name = $2 WHERE id = $1';
      await fixture.sql(name, [users.named, "Geneviève O'Mocking"]);
      await fixture.sql(name, [users.absent, 'Ada Lovesample']);
      await write(as('named', 'PARTNER_NOMINATOR', icc), {
        bodyId: icc,
        action: 'nomination.created',
        subjectId,
      });
      await write(as('absent', 'HOST_OFFICER', host), {
        bodyId: icc,
        action: 'nomination.recommended',
        subjectId,
      });
      await write(as('approver', 'HOST_APPROVER', host), {
        action: 'nomination.decided',
        subjectId,
        onBehalfOfId: users.absent,
      });
      await write(
        { kind: 'system', task: 'test' },
        { action: 'grant.accepted', subjectType: 'user', subjectId: users.absent },
        worker,
      );
    });

    it.each([
      ['genevieve', ['nomination.created']],
      ['O’Mocking', ['nomination.created']],
      ['Lovesample, Ada', ['grant.accepted', 'nomination.decided', 'nomination.recommended']],
      ['nobody', []],
      ['%', []],
    ])(
      'for %s finds what they did, what was done in their name and what concerns them: %j',
      async (search, actions) => {
        expect(await byActor('auditor', search)).toEqual(actions);
      },
    );

    it('finds for a partner its own people alone, and nothing by names that are hidden from it', async () => {
      expect(await byActor('icc', 'genevieve')).toEqual(['nomination.created']);
      expect(await byActor('icc', 'lovesample')).toEqual([]);
      expect(await byActor('ch', 'genevieve')).toEqual([]);
    });

    it('goes with the other filters, page by page', async () => {
      const filter = { search: 'ada', actions: ['nomination.decided', 'nomination.recommended'] };
      const one = await read('auditor', { first: 1, filter });
      const two = await read('auditor', { first: 1, filter, after: one.pageInfo.endCursor });
      expect([...one.nodes, ...two.nodes].map(({ action }) => action)).toEqual(filter.actions);
      expect([one.totalCount, two.pageInfo.hasNextPage]).toEqual([2, false]);
    });

    it('asks for more of the name where it finds more than a thousand people', async () => {
      const refusal = async () =>
        (
          await (
            await clientOf('auditor')
          ).query(EVENTS, { conferenceId: fixture.conferenceId, filter: { search: 'multitude' } })
        ).errors;
      const admin = new pg.Client({ connectionString: server.superuserUrl });
      await admin.connect();
      const join = (from: number, to: number) =>
        admin.query(
          `WITH joined AS (
            INSERT INTO access.app_user (id, name, email, email_fold)
              SELECT gen_random_uuid(), 'Multitude ' || n, n || '@multitude.example', n || '@multitude.example'
              FROM generate_series($2::int, $3::int) AS n RETURNING id)
          INSERT INTO access.role_grant (id, user_id, conference_id, role)
            SELECT gen_random_uuid(), id, $1, 'AUDITOR' FROM joined`,
          [fixture.conferenceId, from, to],
        );
      try {
        await join(1, 1_000);
        expect(await refusal()).toBeUndefined();
        await join(1_001, 1_001);
        expect(await refusal()).toMatchObject([
          {
            message: 'More than 1,000 people are found by this. Type more of the name.',
            extensions: { code: 'INVALID_INPUT', inputPath: ['filter', 'search'] },
          },
        ]);
      } finally {
        await admin.end();
      }
    });

    it('is refused where no text has what is looked for', async () => {
      const client = await clientOf('auditor');
      const { errors } = await client.query(EVENTS, {
        conferenceId: fixture.conferenceId,
        filter: { search: '\u0000' },
      });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'INVALID_INPUT',
        inputPath: ['filter', 'search'],
      });
    });
  });

  it('is closed to whoever is not signed in', async () => {
    const { errors } = await graphqlClient(api.url).query(EVENTS, { conferenceId: fixture.conferenceId });
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});
