import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, type Role } from '#libs/kernel';
import {
  type GraphqlClient,
  graphqlClient,
  testDatabase,
  type TestDatabase,
  testSettings,
} from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';

const GRANT = 'id name email language user { id } role state body { code } acceptedAt canRevoke canRemind';
interface Grant {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly user: { readonly id: string } | null;
  readonly role: Role;
  readonly state: string;
  readonly canRemind: boolean;
  readonly conflictingRoles: readonly Role[];
}
interface Told {
  readonly grant: Grant | null;
  readonly errors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly retryAt: string;
  }[];
}

let server: TestDatabase;
let worker: OpenedDatabase;
let api: AccessApi;
let fixture: AccessFixture;
let superuser: pg.Client;
/** Each test has a conference of its own: limits and lists begin anew. The process has to know them from its start. */
const conferences: AccessFixture[] = [];

beforeAll(async () => {
  server = await testDatabase();
  superuser = new pg.Client({ connectionString: server.superuserUrl });
  await superuser.connect();
  worker = await openDatabase(server.workerUrl);
  for (let index = 0; index < 30; index += 1) conferences.push(await new AccessFixture(worker).conference());
  api = await startAccessApi(await testSettings(server));
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await superuser.end();
  await server.drop();
});
beforeEach(() => {
  const next = conferences.pop();
  if (next === undefined) throw new Error('More tests than conferences');
  fixture = next;
});

const as = async (userId: string): Promise<GraphqlClient> =>
  graphqlClient(api.url, { cookie: `plenary=${await fixture.session(userId)}` });
const person = async (role: Role, bodyId: string | null = null): Promise<GraphqlClient> =>
  as(await fixture.user(role, bodyId));
const coordinator = () => person('PARTNER_COORDINATOR', fixture.bodies.icc);
const administrator = () => person('HOST_ADMINISTRATOR');
/** Somebody who signs in with an address and has no role yet. */
async function newcomer(email: string, name = 'Own Name'): Promise<GraphqlClient> {
  const id = newId();
  await fixture.sql('INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $3, $3)', [
    id,
    name,
    email,
  ]);
  return as(id);
}

async function offer(by: GraphqlClient, input: object): Promise<Told> {
  const { told } = await by.data<{ told: Told }>(
    `mutation ($input: GrantRoleInput!) { told: grantRole(input: $input) { grant { ${GRANT} } errors { code path retryAt } } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        conferenceId: fixture.conferenceId,
        bodyId: fixture.bodies.icc,
        role: 'PARTNER_VIEWER',
        name: 'Typed Name',
        ...input,
      },
    },
  );
  return told;
}
/** The act's errors, by code and path. */
async function act(
  by: GraphqlClient,
  name: 'acceptRole' | 'declineRole' | 'remindRole' | 'revokeGrant',
  id: string | undefined,
): Promise<string[]> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { told } = await by.data<{ told: { errors: { code: string }[] } }>(
    `mutation ($id: ID!, $input: ${type}!) { told: ${name}(id: $id, input: $input) { errors { code } } }`,
    { id: id ?? '', input: { idempotencyKey: randomUUID() } },
  );
  return told.errors.map(({ code }) => code);
}
const staff = async (by: GraphqlClient, more = ''): Promise<readonly Grant[]> =>
  (
    await by.data<{ staff: { nodes: Grant[] } }>(
      `query ($c: ID!) { staff(conferenceId: $c${more}) { nodes { ${GRANT} conflictingRoles } } }`,
      { c: fixture.conferenceId },
    )
  ).staff.nodes;
const offered = async (to: GraphqlClient) =>
  (
    await to.data<{ viewer: { grants: { role: Role }[]; offeredRoles: { id: string; role: Role }[] } }>(
      '{ viewer { grants { role } offeredRoles { id role conference { name } body { code } } } }',
    )
  ).viewer;
const trail = async (id: string | undefined) =>
  (
    await fixture.rows<{ action: string }>(
      'SELECT action FROM audit.event WHERE subject_id = $1 ORDER BY id',
      [id],
    )
  ).map(({ action }) => action);
const mails = async (email: string) =>
  fixture.rows<{ name: string; version: number }>(
    `SELECT recipient_name AS name, subject_version AS version FROM notifications.message
      WHERE kind = 'ROLE_GRANTED' AND recipient_email = $1 ORDER BY id`,
    [email],
  );

describe('whoever offers a role', () => {
  it('sees what they typed and nothing else, whomever the address belongs to', async () => {
    const [elsewhere = fixture] = conferences;
    const { icc, ch } = fixture.bodies;
    const known: readonly [email: string, ...Parameters<AccessFixture['user']>][] = [
      ['approver@fco.example', 'HOST_APPROVER', fixture.bodies.host],
      ['auditor@fco.example', 'AUDITOR', null],
      ['officer@chathamhouse.example', 'PARTNER_COORDINATOR', ch],
    ];
    for (const [email, role, body] of known) await fixture.user(role, body, email);
    await elsewhere.user('HOST_OFFICER', elsewhere.bodies.host, 'elsewhere@un.example');
    const by = await coordinator();
    const emails = [...known.map(([email]) => email), 'elsewhere@un.example', 'nobody@people.example'];
    for (const email of emails) {
      const seen = {
        name: 'Typed Name',
        email,
        language: 'fr',
        user: null,
        role: 'PARTNER_VIEWER',
        state: 'OFFERED',
        body: { code: 'ICC' },
        acceptedAt: null,
        canRevoke: true,
        canRemind: true,
      };
      const told = await offer(by, { email, language: 'fr' });
      expect(told).toEqual({ grant: { id: expect.any(String), ...seen }, errors: [] });
      expect((await staff(by)).find((one) => one.email === email)).toEqual({
        id: told.grant?.id,
        ...seen,
        conflictingRoles: [],
      });
      expect(await mails(email)).toEqual([{ name: 'Typed Name', version: 1 }]);
    }
    const rows = await fixture.rows<{ is_blank: boolean; body_id: string }>(
      'SELECT user_id IS NULL AS is_blank, body_id FROM access.role_grant WHERE invited_email = ANY ($1::text[])',
      [emails],
    );
    expect(rows).toEqual(emails.map(() => ({ is_blank: true, body_id: icc })));
    expect(
      await fixture.rows(`SELECT id FROM access.app_user WHERE email_fold = 'nobody@people.example'`),
    ).toEqual([]);
  });

  it('offers it once to an address, and hears that it is held by somebody in sight', async () => {
    const by = await coordinator();
    const first = await offer(by, { email: 'once@people.example' });
    expect(first.errors).toEqual([]);
    expect((await offer(by, { email: 'Once@People.example' })).errors).toMatchObject([
      { code: 'ALREADY_GRANTED', path: ['input', 'email'] },
    ]);
    expect(await act(await newcomer('once@people.example'), 'acceptRole', first.grant?.id)).toEqual([]);
    expect((await offer(by, { email: 'once@people.example' })).errors[0]?.code).toBe('ALREADY_GRANTED');
    expect(await mails('once@people.example')).toHaveLength(1);
  });

  it('reminds and takes back what waits, and nobody else does', async () => {
    const by = await coordinator();
    const email = 'slow@people.example';
    const { grant } = await offer(by, { email });
    expect(await act(by, 'remindRole', grant?.id)).toEqual([]);
    expect(await mails(email)).toMatchObject([{ version: 1 }, { version: 2 }]);
    const stranger = await person('PARTNER_COORDINATOR', fixture.bodies.ch);
    expect(await act(stranger, 'remindRole', grant?.id)).toEqual(await act(stranger, 'remindRole', newId()));
    expect(await act(await person('AUDITOR'), 'remindRole', grant?.id)).toEqual(['FORBIDDEN']);
    expect(await act(by, 'revokeGrant', grant?.id)).toEqual([]);
    expect(await act(by, 'remindRole', grant?.id)).toEqual(['ACTION_UNAVAILABLE']);
    const invited = await newcomer(email);
    expect(await offered(invited)).toEqual({ grants: [], offeredRoles: [] });
    expect(await act(invited, 'acceptRole', grant?.id)).toEqual(['NOT_FOUND']);
    expect(await mails(email)).toHaveLength(2);
    expect(await trail(grant?.id)).toEqual([
      'access.role-granted',
      'access.role-reminded',
      'access.role-revoked',
    ]);
  });
});

describe('a role that is offered', () => {
  it('begins when the person accepts it, at once, and then the grantor sees who they are', async () => {
    const by = await coordinator();
    const invited = await newcomer('new@people.example', 'Vera Real');
    const { grant } = await offer(by, { email: 'New@people.example', role: 'PARTNER_COORDINATOR' });
    expect(await offered(invited)).toEqual({
      grants: [],
      offeredRoles: [
        { id: grant?.id, role: 'PARTNER_COORDINATOR', conference: { name: 'Test' }, body: { code: 'ICC' } },
      ],
    });
    const refused = await invited.query('query ($c: ID!) { staff(conferenceId: $c) { totalCount } }', {
      c: fixture.conferenceId,
    });
    expect(refused.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');

    expect(await act(invited, 'acceptRole', grant?.id)).toEqual([]);
    expect(await offered(invited)).toEqual({ grants: [{ role: 'PARTNER_COORDINATOR' }], offeredRoles: [] });
    const seen = (await staff(invited)).find(({ id }) => id === grant?.id);
    expect(seen).toMatchObject({
      name: 'Vera Real',
      email: 'new@people.example',
      state: 'HELD',
      canRemind: false,
    });
    expect(seen?.user).not.toBeNull();
    expect((await staff(by)).find(({ id }) => id === grant?.id)?.name).toBe('Vera Real');
    expect(await act(by, 'remindRole', grant?.id)).toEqual(['ACTION_UNAVAILABLE']);
    expect(await trail(grant?.id)).toEqual(['access.role-granted', 'access.role-accepted']);
    const [row] = await fixture.rows(
      'SELECT invited_name, invited_email FROM access.role_grant WHERE id = $1',
      [grant?.id],
    );
    expect(row).toEqual({ invited_name: null, invited_email: null });
  });

  it('can be declined; the grantor sees that, and may offer it again', async () => {
    const by = await coordinator();
    const invited = await newcomer('no@people.example');
    const { grant } = await offer(by, { email: 'no@people.example' });
    expect(await act(invited, 'declineRole', grant?.id)).toEqual([]);
    expect(await offered(invited)).toEqual({ grants: [], offeredRoles: [] });
    expect(await act(invited, 'acceptRole', grant?.id)).toEqual(['NOT_FOUND']);
    expect((await staff(by)).find(({ id }) => id === grant?.id)).toMatchObject({
      state: 'DECLINED',
      name: 'Typed Name',
      user: null,
      canRemind: false,
    });
    expect(await trail(grant?.id)).toEqual(['access.role-granted', 'access.role-declined']);
    expect((await offer(by, { email: 'no@people.example' })).errors).toEqual([]);
  });

  it('is answered by whoever reads mail at its address, in a browser, and by nobody else', async () => {
    const by = await coordinator();
    const { grant } = await offer(by, { email: 'right@people.example' });
    const other = await newcomer('wrong@people.example');
    for (const name of ['acceptRole', 'declineRole'] as const) {
      expect(await act(other, name, grant?.id)).toEqual(['NOT_FOUND']);
      expect(await act(other, name, newId())).toEqual(['NOT_FOUND']);
      expect(await act(by, name, grant?.id)).toEqual(['NOT_FOUND']);
    }
    const userId = await fixture.user('AUDITOR', null, 'right@people.example');
    const program = graphqlClient(api.url, { token: await fixture.apiToken(userId) });
    expect(await act(program, 'acceptRole', grant?.id)).toEqual(['FORBIDDEN']);
    expect(await trail(grant?.id)).toEqual(['access.role-granted']);
    const me = await as(userId);
    expect(await Promise.all([1, 2].map(() => act(me, 'acceptRole', grant?.id)))).toContainEqual([]);
    expect(await trail(grant?.id)).toEqual(['access.role-granted', 'access.role-accepted']);
  });
});

describe('what one body typed about a person', () => {
  const named = (to: GraphqlClient) =>
    to.data<{ viewer: { user: { name: string; language: string } } }>(
      '{ viewer { user { name language } } }',
    );

  it('reaches no other: the name and the language are those of the offer that is accepted first', async () => {
    const email = 'twice@people.example';
    const [one, two] = [await coordinator(), await person('PARTNER_COORDINATOR', fixture.bodies.ch)];
    const mine = await offer(one, { email, name: 'Typed by ICC', language: 'fr' });
    const other = await offer(two, { email, name: 'Typed by CH', language: 'en', bodyId: fixture.bodies.ch });
    const me = await newcomer(email, email);
    expect(await named(me)).toEqual({ viewer: { user: { name: email, language: 'en' } } });
    expect(await act(me, 'acceptRole', mine.grant?.id)).toEqual([]);
    expect(await named(me)).toEqual({ viewer: { user: { name: 'Typed by ICC', language: 'fr' } } });
    expect(await act(me, 'acceptRole', other.grant?.id)).toEqual([]);
    expect(await named(me)).toEqual({ viewer: { user: { name: 'Typed by ICC', language: 'fr' } } });
    expect((await staff(two)).find(({ id }) => id === other.grant?.id)?.name).toBe('Typed by ICC');
  });
});

describe('an offer that nobody accepts', () => {
  const params = async (email: string) =>
    fixture.rows<{ days: number }>(
      `SELECT round(extract(epoch FROM (params->>'acceptUntil')::timestamptz - clock_timestamp()) / 86400)::int AS days
        FROM notifications.message WHERE kind = 'ROLE_GRANTED' AND recipient_email = $1 ORDER BY id`,
      [email],
    );

  it('lapses after fourteen days, which the mail says, and a reminder begins them again', async () => {
    const email = 'late@people.example';
    const by = await coordinator();
    const { grant } = await offer(by, { email });
    const me = await newcomer(email);
    expect(await params(email)).toEqual([{ days: 14 }]);
    await superuser.query(
      `UPDATE access.role_grant SET offered_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [grant?.id],
    );
    const seen = async () => (await staff(by)).find(({ id }) => id === grant?.id);
    expect(await offered(me)).toEqual({ grants: [], offeredRoles: [] });
    expect(await act(me, 'acceptRole', grant?.id)).toEqual(['NOT_FOUND']);
    expect(await act(me, 'declineRole', grant?.id)).toEqual(['NOT_FOUND']);
    expect(await seen()).toMatchObject({ state: 'LAPSED', user: null, canRemind: true });
    expect((await offer(by, { email })).errors[0]?.code).toBe('ALREADY_GRANTED');

    expect(await act(by, 'remindRole', grant?.id)).toEqual([]);
    expect(await params(email)).toEqual([{ days: 14 }, { days: 14 }]);
    expect(await seen()).toMatchObject({ state: 'OFFERED' });
    expect(await act(me, 'acceptRole', grant?.id)).toEqual([]);
  });
});

describe('a partner’s role and one of who decides for the host', () => {
  const PAIRS: readonly [held: Role, offered: Role][] = [
    ['HOST_APPROVER', 'PARTNER_VIEWER'],
    ['HOST_OFFICER', 'PARTNER_COORDINATOR'],
    ['HOST_OFFICER', 'PARTNER_NOMINATOR'],
    ['PARTNER_VIEWER', 'HOST_APPROVER'],
    ['PARTNER_NOMINATOR', 'HOST_OFFICER'],
  ];
  const bodyOf = (role: Role) => (role.startsWith('PARTNER') ? fixture.bodies.icc : fixture.bodies.host);

  it.each(PAIRS)('never meet in one person: %s, then %s', async (held, second) => {
    const email = `${newId()}@people.example`;
    const userId = await fixture.user(held, bodyOf(held), email);
    const bodyId = second.startsWith('PARTNER') ? fixture.bodies.icc : null;
    expect((await offer(await administrator(), { email, role: second, bodyId })).errors).toMatchObject([
      { code: 'SEPARATION_OF_DUTIES', path: ['input', 'role'] },
    ]);
    expect(await mails(email)).toEqual([]);
    await expect(
      fixture.sql(
        `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, $5)`,
        [newId(), userId, fixture.conferenceId, bodyOf(second), second],
      ),
    ).rejects.toMatchObject({ constraint: 'partner_or_host' });
    expect((await offered(await as(userId))).grants).toEqual([{ role: held }]);
  });

  it('are refused at the acceptance where the grantor may not know of the other', async () => {
    const email = 'approver.too@fco.example';
    const approver = await as(await fixture.user('HOST_APPROVER', fixture.bodies.host, email));
    const by = await coordinator();
    const { grant, errors } = await offer(by, { email });
    expect(errors).toEqual([]);
    expect(await act(approver, 'acceptRole', grant?.id)).toEqual(['SEPARATION_OF_DUTIES']);
    expect((await staff(by)).find(({ id }) => id === grant?.id)).toMatchObject({
      state: 'OFFERED',
      name: 'Typed Name',
    });
    expect(await act(approver, 'declineRole', grant?.id)).toEqual([]);
  });

  it('begin one alone where both are accepted at the same moment', async () => {
    const by = await administrator();
    const email = 'both@people.example';
    const me = await newcomer(email);
    const offers = [
      await offer(by, { email, role: 'PARTNER_VIEWER' }),
      await offer(by, { email, role: 'HOST_OFFICER', bodyId: null }),
    ];
    const answers = await Promise.all(offers.map(({ grant }) => act(me, 'acceptRole', grant?.id)));
    expect(answers.flat()).toEqual(['SEPARATION_OF_DUTIES']);
    expect((await offered(me)).grants).toHaveLength(1);
  });

  it('that met before there was the rule are shown to administrators, and told to no coordinator', async () => {
    const userId = await fixture.user('HOST_OFFICER', fixture.bodies.host, 'old@fco.example');
    const insert = `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role)
      VALUES ($1, $2, $3, $4, 'PARTNER_VIEWER')`;
    await superuser.query(`ALTER TABLE access.role_grant DISABLE TRIGGER separate_roles`);
    await fixture.sql(insert, [newId(), userId, fixture.conferenceId, fixture.bodies.icc]);
    await superuser.query(`ALTER TABLE access.role_grant ENABLE TRIGGER separate_roles`);
    const [by, ofBody] = [await administrator(), await coordinator()];
    expect(
      (await staff(by, ', isConflicting: true')).map(({ role, conflictingRoles }) => [
        role,
        conflictingRoles,
      ]),
    ).toEqual([
      ['HOST_OFFICER', ['PARTNER_VIEWER']],
      ['PARTNER_VIEWER', ['HOST_OFFICER']],
    ]);
    expect(await staff(ofBody, ', isConflicting: true')).toEqual([]);
    const seen = (await staff(ofBody)).find(({ email }) => email === 'old@fco.example');
    expect(seen).toMatchObject({ role: 'PARTNER_VIEWER', conflictingRoles: [] });
  });
});

describe('mail to addresses of one’s choice', () => {
  const many = async (by: GraphqlClient, count: number, input: object = {}): Promise<Told[]> => {
    const told: Told[] = [];
    for (let index = 0; index < count; index += 1)
      told.push(await offer(by, { email: `${newId()}@people.example`, ...input }));
    return told;
  };
  const codes = (told: readonly Told[]) => told.map(({ errors }) => errors[0]?.code ?? 'done');
  const done = (count: number) => Array.from({ length: count }, () => 'done');

  it('is twenty in an hour for a coordinator, and the refusal says when there is room again', async () => {
    const by = await coordinator();
    const told = await many(by, 21);
    expect(codes(told)).toEqual([...done(20), 'RATE_LIMITED']);
    const [wait] = await fixture.rows<{ minutes: number }>(
      `SELECT (extract(epoch FROM $1::timestamptz - clock_timestamp()) / 60)::float8 AS minutes`,
      [told[20]?.errors[0]?.retryAt],
    );
    expect(wait?.minutes).toBeGreaterThan(50);
    expect(wait?.minutes).toBeLessThanOrEqual(60);
    expect(told[20]).toMatchObject({ grant: null, errors: [{ path: ['input', 'email'] }] });
    const [{ count } = { count: 0 }] = await fixture.rows<{ count: number }>(
      `SELECT count(*)::int FROM notifications.message WHERE conference_id = $1`,
      [fixture.conferenceId],
    );
    expect(count).toBe(20);
    expect(await act(by, 'remindRole', told[0]?.grant?.id)).toEqual(['RATE_LIMITED']);

    await superuser.query(`UPDATE access.caused_mail SET at = at - interval '61 minutes'`);
    expect(codes(await many(by, 1))).toEqual(['done']);
  });

  it('is forty for all of a body together, however many write at once, and another body’s own', async () => {
    const [one, two, three] = [await coordinator(), await coordinator(), await coordinator()];
    expect(codes(await many(one, 20))).toEqual(done(20));
    expect(codes(await many(two, 18))).toEqual(done(18));
    const last = await Promise.all(Array.from({ length: 6 }, () => many(three, 1)));
    expect(codes(last.flat()).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'RATE_LIMITED'),
      ...done(2),
    ]);
    const other = await person('PARTNER_COORDINATOR', fixture.bodies.ch);
    expect(codes(await many(other, 1, { bodyId: fixture.bodies.ch }))).toEqual(['done']);
  });

  it('is three in a day to one address, however often it is taken back and offered anew', async () => {
    const by = await coordinator();
    const email = 'pestered@people.example';
    for (let index = 0; index < 3; index += 1) {
      const { grant } = await offer(by, { email });
      expect(await act(by, 'revokeGrant', grant?.id)).toEqual([]);
    }
    expect(codes([await offer(by, { email })])).toEqual(['RATE_LIMITED']);
    expect(await mails(email)).toHaveLength(3);
  });

  it('is more for an administrator, who brings a whole conference together', async () => {
    expect(codes(await many(await administrator(), 45))).toEqual(done(45));
  });

  it('does not count what was sent again under its key', async () => {
    const by = await coordinator();
    const again = { email: 'again@people.example', idempotencyKey: randomUUID() };
    const first = await offer(by, again);
    for (let index = 0; index < 5; index += 1) expect(await offer(by, again)).toEqual(first);
    expect(codes(await many(by, 20))).toEqual([...done(19), 'RATE_LIMITED']);
  });
});
