import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { drain, type GraphqlClient, graphqlClient } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { createNomination, submitNomination } from './operations.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ places: 3 });
});
afterAll(() => product.close());

interface Told<Result> {
  readonly errors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly [extra: string]: unknown;
  }[];
  readonly result: Result | null;
}

/** One mutation as a client writes it; the payload's result under one name. */
async function act<Result = Record<string, unknown>>(
  client: GraphqlClient,
  name: string,
  input: object,
  options: { readonly id?: string; readonly result?: string; readonly extras?: string } = {},
): Promise<Told<Result>> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { id, result = '__typename', extras = '' } = options;
  const text = `mutation (${id === undefined ? '' : '$id: ID!, '}$input: ${type}!) {
    told: ${name}(${id === undefined ? '' : 'id: $id, '}input: $input) { ${result} errors { code path ${extras} } } }`;
  const { told } = await client.data<{ told: Told<Result> & Record<string, Result> }>(text, {
    ...(id === undefined ? {} : { id }),
    input: { idempotencyKey: randomUUID(), ...input },
  });
  return told;
}

const places = (client: GraphqlClient, input: object) =>
  act<{ allotted: number; available: number }>(
    client,
    'allotPlaces',
    {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      ...input,
    },
    {
      result: 'result: balance { allotted overridden held available }',
      extras: 'balance { allotted held consumed }',
    },
  );

const everyRole: readonly Person[] = [
  'officer',
  'approver',
  'auditor',
  'iccCoordinator',
  'iccNominator',
  'iccViewer',
  'chCoordinator',
];

describe('places', () => {
  const ledger = async () =>
    (
      await product.admin.query<{ kind: string; allotted_delta: number }>(
        `SELECT e.kind, e.allotted_delta FROM nominations.quota_entry e JOIN nominations.quota q ON q.id = e.quota_id
         WHERE q.body_id = $1 AND q.constituency_id = $2 AND e.kind = 'ALLOCATE' AND e.by_user IS NOT NULL ORDER BY e.id`,
        [product.world.icc, product.world.business],
      )
    ).rows;

  it('are raised and lowered by an administrator, with the difference in the ledger', async () => {
    const administrator = product.as('administrator');
    expect(await places(administrator, { allotted: 12, expectedAllotted: 3 })).toMatchObject({
      result: { allotted: 12, overridden: 0, held: 0, available: 12 },
      errors: [],
    });
    expect((await places(administrator, { allotted: 5, expectedAllotted: 12 })).result?.allotted).toBe(5);
    expect(await ledger()).toEqual([
      { kind: 'ALLOCATE', allotted_delta: 9 },
      { kind: 'ALLOCATE', allotted_delta: -7 },
    ]);
  });

  it('are not lowered below what is taken, nor over somebody else’s change; both tell the balance', async () => {
    const coordinator = product.as('iccCoordinator');
    const { nomination } = await createNomination(coordinator, {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      person: { name: 'Ana Muster', email: 'ana@example.org', organisation: 'Example' },
      justification: 'Runs a network',
    });
    expect((await submitNomination(coordinator, nomination?.id ?? '', { version: 1 })).errors).toEqual([]);
    const before = await ledger();
    const administrator = product.as('administrator');
    expect((await places(administrator, { allotted: 0, expectedAllotted: 5 })).errors).toEqual([
      { code: 'QUOTA_SPENT', path: ['input', 'allotted'], balance: { allotted: 5, held: 1, consumed: 0 } },
    ]);
    expect((await places(administrator, { allotted: 9, expectedAllotted: 3 })).errors).toEqual([
      {
        code: 'VERSION_CONFLICT',
        path: ['input', 'expectedAllotted'],
        balance: { allotted: 5, held: 1, consumed: 0 },
      },
    ]);
    expect(await ledger()).toEqual(before);
  });

  it('that are taken back are no longer on offer to the reserve list', async () => {
    const place = [product.world.icc, product.world.business];
    const onOffer = async () =>
      (
        await product.admin.query<{ on_offer: number }>(
          'SELECT on_offer FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2',
          place,
        )
      ).rows[0]?.on_offer;
    await product.admin.query(
      'UPDATE nominations.quota SET on_offer = 3 WHERE body_id = $1 AND constituency_id = $2',
      place,
    );
    const administrator = product.as('administrator');
    expect((await places(administrator, { allotted: 2, expectedAllotted: 5 })).errors).toEqual([]);
    expect(await onOffer()).toBe(1);
    expect((await places(administrator, { allotted: 5, expectedAllotted: 2 })).errors).toEqual([]);
    expect(await onOffer()).toBe(1);
  });

  it('are allotted for the first time once, however many try at the same moment', async () => {
    const first = { bodyId: product.world.host, allotted: 4 };
    const both = await Promise.all([1, 2].map(() => places(product.as('administrator'), first)));
    expect(both.map(({ errors }) => errors[0]?.code ?? 'done').sort()).toEqual(['VERSION_CONFLICT', 'done']);
    const { rows } = await product.admin.query(
      'SELECT allotted FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2',
      [product.world.host, product.world.business],
    );
    expect(rows).toEqual([{ allotted: 4 }]);
  });

  it('are nobody else’s to allot, whatever the number', async () => {
    const before = await ledger();
    for (const person of everyRole) {
      const { errors } = await places(product.as(person), { allotted: 500, expectedAllotted: 5 });
      expect([person, errors[0]?.code]).toEqual([person, 'FORBIDDEN']);
    }
    for (const [wrong, path] of [
      [{ bodyId: randomUUID() }, 'bodyId'],
      [{ constituencyId: randomUUID() }, 'constituencyId'],
      [{ conferenceId: randomUUID() }, 'conferenceId'],
    ] as const) {
      const { errors } = await places(product.as('administrator'), {
        allotted: 6,
        expectedAllotted: 5,
        ...wrong,
      });
      expect(errors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', path] }]);
    }
    expect(await ledger()).toEqual(before);
  });
});

describe('windows', () => {
  const set = (client: GraphqlClient, input: object) =>
    act<{ windows: { kind: string; isOpen: boolean; closesAt: string }[] }>(
      client,
      'setWindow',
      { conferenceId: product.world.conferenceId, ...input },
      { result: 'result: conference { windows { kind isOpen closesAt } }' },
    );
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

  it('open and close nominations at once', async () => {
    const administrator = product.as('administrator');
    const person = { name: 'Ana Muster' };
    const draft = { bodyId: product.world.icc, constituencyId: product.world.academia, person };
    const nominate = () =>
      createNomination(product.as('iccNominator'), { conferenceId: product.world.conferenceId, ...draft });
    const closed = await set(administrator, { kind: 'NOMINATION', opensAt: days(-9), closesAt: days(-1) });
    expect(closed.result?.windows).toEqual([
      { kind: 'NOMINATION', isOpen: false, closesAt: expect.any(String) },
    ]);
    expect((await nominate()).errors[0]?.code).toBe('WINDOW_CLOSED');
    const open = await set(administrator, { kind: 'NOMINATION', opensAt: days(-9), closesAt: days(9) });
    expect(open.result?.windows).toMatchObject([{ kind: 'NOMINATION', isOpen: true }]);
    expect((await nominate()).errors).toEqual([]);
  });

  it('are one of each kind, and end after they begin', async () => {
    const administrator = product.as('administrator');
    await product.admin.query(
      `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at)
       SELECT gen_random_uuid(), $1, 'CONFIRMATION', now(), now() + n * interval '1 day' FROM generate_series(1, 2) n`,
      [product.world.conferenceId],
    );
    const window = { kind: 'CONFIRMATION', opensAt: days(1), closesAt: days(20) };
    expect((await set(administrator, { ...window, closesAt: window.opensAt })).errors).toEqual([
      { code: 'INVALID_INPUT', path: ['input', 'closesAt'] },
    ]);
    const { result } = await set(administrator, window);
    expect(result?.windows.filter(({ kind }) => kind === 'CONFIRMATION')).toEqual([
      { kind: 'CONFIRMATION', isOpen: false, closesAt: window.closesAt },
    ]);
  });

  it('that somebody else has set meanwhile are left alone, until they were read', async () => {
    const administrator = product.as('administrator');
    const seen = { kind: 'CONFIRMATION', opensAt: days(1), closesAt: days(20) };
    const theirs = { ...seen, closesAt: days(21) };
    const mine = { ...seen, closesAt: days(22) };
    const expecting = ({ opensAt, closesAt }: typeof seen) => ({
      expectedOpensAt: opensAt,
      expectedClosesAt: closesAt,
    });
    await set(administrator, seen);
    expect((await set(administrator, { ...theirs, ...expecting(seen) })).errors).toEqual([]);
    expect(await set(administrator, { ...mine, ...expecting(seen) })).toMatchObject({
      result: null,
      errors: [{ code: 'VERSION_CONFLICT', path: ['input'] }],
    });
    expect((await set(administrator, { ...mine, ...expecting(theirs) })).errors).toEqual([]);
  });

  it('that are set again as they are change nothing, and are no act', async () => {
    const window = { kind: 'CONFIRMATION', opensAt: days(1), closesAt: days(30) };
    const acts = async () =>
      (await product.admin.query(`SELECT FROM audit.event WHERE action = 'window.set'`)).rowCount;
    await set(product.as('administrator'), window);
    const before = await acts();
    const { result, errors } = await set(product.as('administrator'), window);
    expect(errors).toEqual([]);
    expect(result?.windows.find(({ kind }) => kind === 'CONFIRMATION')?.closesAt).toBe(window.closesAt);
    expect(await acts()).toBe(before);
  });

  it('are nobody else’s to set', async () => {
    for (const person of everyRole) {
      const { errors } = await set(product.as(person), {
        kind: 'NOMINATION',
        opensAt: days(1),
        closesAt: days(2),
      });
      expect([person, errors[0]?.code]).toEqual([person, 'FORBIDDEN']);
    }
  });
});

interface Grant {
  readonly id: string;
  readonly role: string;
  readonly body: { readonly code: string } | null;
  readonly user: { readonly id: string } | null;
  readonly name: string;
  readonly email: string;
}
const GRANT = 'id role body { code } user { id } name email';
const grantRole = (client: GraphqlClient, input: object) =>
  act<Grant>(
    client,
    'grantRole',
    { conferenceId: product.world.conferenceId, name: 'New Person', language: 'fr', ...input },
    { result: `result: grant { ${GRANT} }` },
  );
const revokeGrant = (client: GraphqlClient, id: string) =>
  act<Grant>(client, 'revokeGrant', {}, { id, result: 'result: grant { id }' });
const staff = async (client: GraphqlClient): Promise<readonly Grant[]> =>
  (
    await client.data<{ staff: { nodes: Grant[]; totalCount: number } }>(
      `query ($c: ID!) { staff(conferenceId: $c) { totalCount nodes { ${GRANT} } } }`,
      { c: product.world.conferenceId },
    )
  ).staff.nodes;

describe('roles', () => {
  it('come with a mail that leads to their acceptance, begin with it at once, and end within a second', async () => {
    const email = 'new.nominator@example.org';
    const role = { role: 'PARTNER_NOMINATOR', bodyId: product.world.icc, email };
    const { result, errors } = await grantRole(product.as('iccCoordinator'), role);
    expect(errors).toEqual([]);
    expect(result).toMatchObject({
      role: 'PARTNER_NOMINATOR',
      body: { code: 'ICC' },
      user: null,
      name: 'New Person',
      email,
    });
    const mail = await mailTo(email);
    expect(mail).toContain(`${product.settings.http.publicUrl}/roles`);
    expect(mail).toContain('International Chamber of Commerce');

    const token = await signIn(email);
    const newcomer = graphqlClient(`${product.url}/graphql`, { cookie: token });
    const draft = () =>
      createNomination(newcomer, {
        conferenceId: product.world.conferenceId,
        bodyId: product.world.icc,
        constituencyId: product.world.business,
        person: { name: 'Bo Muster' },
      });
    expect((await draft()).errors[0]?.code).toBe('NOT_FOUND');
    expect((await act(newcomer, 'acceptRole', {}, { id: result?.id ?? '' })).errors).toEqual([]);
    expect((await draft()).errors).toEqual([]);
    expect((await revokeGrant(product.as('iccCoordinator'), result?.id ?? '')).errors).toEqual([]);
    await drain(async () => (await draft()).errors[0]?.code === 'NOT_FOUND', {
      what: 'the revocation to act',
      timeoutMs: 1_500,
    });
    expect((await staff(product.as('iccCoordinator'))).map((one) => one.email)).not.toContain(email);
  });

  it('are every role for an administrator, and only a partner’s own for its coordinator', async () => {
    const wanted = [
      { role: 'HOST_OFFICER', email: 'officer.two@example.org' },
      { role: 'AUDITOR', email: 'auditor.two@example.org' },
      { role: 'HOST_ADMINISTRATOR', email: 'administrator.two@example.org' },
      { role: 'PARTNER_VIEWER', bodyId: product.world.chathamHouse, email: 'viewer.two@example.org' },
    ];
    const host = { role: 'HOST_APPROVER', bodyId: product.world.icc, email: 'approver.two@example.org' };
    for (const one of [...wanted, host]) {
      const told = await grantRole(product.as('iccCoordinator'), one);
      expect([one.role, told.errors[0]?.code]).toEqual([one.role, 'FORBIDDEN']);
    }
    for (const one of wanted) {
      const told = await grantRole(product.as('administrator'), one);
      expect([one.role, told.errors]).toEqual([one.role, []]);
    }
    const others = everyRole.filter((person) => !person.endsWith('Coordinator'));
    for (const person of others) {
      const one = { role: 'PARTNER_VIEWER', bodyId: product.world.icc, email: 'nobody@example.org' };
      expect([person, (await grantRole(product.as(person), one)).errors[0]?.code]).toEqual([
        person,
        'FORBIDDEN',
      ]);
    }
    const { rows } = await product.admin.query(
      "SELECT FROM access.app_user WHERE email_fold = 'nobody@example.org'",
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['a partner’s role without a body', { role: 'PARTNER_VIEWER' }, 'INVALID_INPUT', 'bodyId'],
    ['a partner’s role at the host', { role: 'PARTNER_VIEWER', bodyId: 'host' }, 'INVALID_INPUT', 'bodyId'],
    ['a host’s role at a partner', { role: 'HOST_OFFICER', bodyId: 'icc' }, 'INVALID_INPUT', 'bodyId'],
    [
      'an administrator of one body',
      { role: 'HOST_ADMINISTRATOR', bodyId: 'host' },
      'INVALID_INPUT',
      'bodyId',
    ],
    ['two addresses', { role: 'AUDITOR', email: 'a@example.org,b@example.org' }, 'INVALID_INPUT', 'email'],
    ['no name', { role: 'AUDITOR', name: ' ' }, 'INVALID_INPUT', 'name'],
  ])(
    'refuse %s with the path to it',
    async (_what, wrong: { role: string; bodyId?: string }, code, field) => {
      const bodyId = wrong.bodyId === undefined ? undefined : product.world[wrong.bodyId as 'host' | 'icc'];
      const input = { email: 'wrong@example.org', ...wrong, bodyId };
      expect((await grantRole(product.as('administrator'), input)).errors).toEqual([
        { code, path: ['input', field] },
      ]);
    },
  );

  it('of administrator and approver never meet in one person, neither way', async () => {
    const self = 'administrator.of.test.conference@example.org';
    const approver = 'approver.of.test.conference@example.org';
    const separation = [{ code: 'SEPARATION_OF_DUTIES', path: ['input', 'role'] }];
    const administrator = product.as('administrator');
    expect((await grantRole(administrator, { role: 'HOST_APPROVER', email: self })).errors).toEqual(
      separation,
    );
    expect((await grantRole(administrator, { role: 'HOST_ADMINISTRATOR', email: approver })).errors).toEqual(
      separation,
    );
    const email = 'both.at.once@example.org';
    const offers = await Promise.all(
      ['HOST_APPROVER', 'HOST_ADMINISTRATOR'].map((role) => grantRole(administrator, { role, email })),
    );
    expect(offers.flatMap(({ errors }) => errors)).toEqual([]);
    const both = graphqlClient(`${product.url}/graphql`, { cookie: await signIn(email) });
    const answers = await Promise.all(
      offers.map(({ result }) => act(both, 'acceptRole', {}, { id: result?.id ?? '' })),
    );
    expect(answers.map(({ errors }) => errors[0]?.code ?? 'done').sort()).toEqual([
      'SEPARATION_OF_DUTIES',
      'done',
    ]);
  });

  it('are given once, whoever asks again', async () => {
    const again = {
      role: 'PARTNER_VIEWER',
      bodyId: product.world.icc,
      email: 'Icc.Viewer.Of.Test.Conference@example.org',
    };
    expect((await grantRole(product.as('iccCoordinator'), again)).errors).toEqual([
      { code: 'ALREADY_GRANTED', path: ['input', 'email'] },
    ]);
    const input = { idempotencyKey: randomUUID(), role: 'AUDITOR', email: 'twice@example.org' };
    const first = await grantRole(product.as('administrator'), input);
    expect(await grantRole(product.as('administrator'), input)).toEqual(first);
  });

  it('leave a conference its last administrator', async () => {
    const administrators = (await staff(product.as('auditor'))).filter(
      ({ role }) => role === 'HOST_ADMINISTRATOR',
    );
    const own = administrators.find(({ email }) => email.startsWith('administrator.of.'));
    for (const { id } of administrators.filter((one) => one !== own))
      expect((await revokeGrant(product.as('administrator'), id)).errors).toEqual([]);
    expect((await revokeGrant(product.as('administrator'), own?.id ?? '')).errors).toEqual([
      { code: 'LAST_ADMINISTRATOR', path: ['id'] },
    ]);
  });

  it('are listed to administrators and auditors, the body’s own to its coordinators, and to nobody else', async () => {
    const bodies = async (person: Person) =>
      [...new Set((await staff(product.as(person))).map(({ body }) => body?.code ?? ''))].sort();
    expect(await bodies('administrator')).toEqual(['', 'CH', 'FCO', 'ICC']);
    expect(await bodies('auditor')).toEqual(['', 'CH', 'FCO', 'ICC']);
    expect(await bodies('iccCoordinator')).toEqual(['ICC']);
    for (const person of ['officer', 'approver', 'iccNominator', 'iccViewer'] as const) {
      const { errors } = await product
        .as(person)
        .query('query ($c: ID!) { staff(conferenceId: $c) { totalCount } }', {
          c: product.world.conferenceId,
        });
      expect([person, errors?.[0]?.extensions?.code]).toEqual([person, 'FORBIDDEN']);
    }
  });

  it('of another body are no coordinator’s to take, nor to know of', async () => {
    const [foreign] = (await staff(product.as('administrator'))).filter(({ body }) => body?.code === 'CH');
    const told = await revokeGrant(product.as('iccCoordinator'), foreign?.id ?? '');
    expect(told).toEqual(await revokeGrant(product.as('iccCoordinator'), randomUUID()));
    expect(told.errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
  });
});

describe('absences', () => {
  const record = (person: Person, input: object) =>
    act<{ id: string; canEnd: boolean; user: { id: string } }>(
      product.as(person),
      'recordAbsence',
      {
        conferenceId: product.world.conferenceId,
        startsAt: new Date(Date.now() - 3_600_000).toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        ...input,
      },
      { result: 'result: absence { id canEnd user { id } }' },
    );
  const absentFor = async (person: Person) =>
    (
      await product
        .as(person)
        .data<{ absentColleagues: { id: string }[] }>(
          'query ($c: ID!) { absentColleagues(conferenceId: $c) { id } }',
          { c: product.world.conferenceId },
        )
    ).absentColleagues.map(({ id }) => id);

  it('are recorded for oneself, let a colleague sign, and end when somebody is back', async () => {
    const { approver } = product.world.people;
    const { result } = await record('approver', {});
    expect(result).toMatchObject({ canEnd: true, user: { id: approver.userId } });
    expect(await absentFor('otherApprover')).toEqual([approver.userId]);
    const id = result?.id ?? '';
    expect((await act(product.as('otherApprover'), 'endAbsence', {}, { id })).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    expect((await act(product.as('iccCoordinator'), 'endAbsence', {}, { id })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await act(product.as('approver'), 'endAbsence', {}, { id })).errors).toEqual([]);
    expect(await absentFor('otherApprover')).toEqual([]);
  });

  it('of others are an administrator’s to record, and of approvers only', async () => {
    const { approver, officer } = product.world.people;
    expect((await record('otherApprover', { userId: approver.userId })).errors[0]?.code).toBe('FORBIDDEN');
    expect((await record('officer', {})).errors[0]?.code).toBe('FORBIDDEN');
    expect((await record('administrator', { userId: officer.userId })).errors).toEqual([
      { code: 'INVALID_INPUT', path: ['input', 'userId'] },
    ]);
    const tomorrow = { startsAt: new Date(Date.now() + 3_000_000).toISOString(), userId: approver.userId };
    const { result } = await record('administrator', tomorrow);
    const { told } = await product
      .as('administrator')
      .data<{ told: { id: string }[] }>('query ($c: ID!) { told: absences(conferenceId: $c) { id } }', {
        c: product.world.conferenceId,
      });
    expect(told).toEqual([{ id: result?.id }]);
    const ended = await act(
      product.as('administrator'),
      'endAbsence',
      {},
      { id: result?.id ?? '', result: 'result: absence { id }' },
    );
    expect(ended).toEqual({ result: null, errors: [] });
  });
});

describe('the database', () => {
  /** What a resolver that forgot to check would do, under the scope of this person. */
  async function asDatabaseUser(
    person: Person,
    statement: string,
    values: unknown[],
  ): Promise<number | string> {
    const client = new pg.Client({ connectionString: product.settings.database.apiUrl });
    const actor = product.world.people[person];
    const [grant] = actor.grants;
    const isPartner = grant?.role.startsWith('PARTNER') === true;
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('plenary.user', $1, true), set_config('plenary.conferences', $2, true), set_config('plenary.bodies', $3, true)`,
        [actor.userId, isPartner ? '{}' : `{${grant?.conferenceId}}`, isPartner ? `{${grant.bodyId}}` : '{}'],
      );
      return (await client.query(statement, values)).rowCount ?? 0;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.end();
    }
  }

  it.each([
    ['allots places', 'UPDATE nominations.quota SET allotted = allotted + 1 WHERE conference_id = $1'],
    [
      'enters an allocation',
      `INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, kind, held_delta, consumed_delta)
       SELECT gen_random_uuid(), q.conference_id, q.body_id, q.id, 'ALLOCATE', 0, 0 FROM nominations.quota q WHERE q.conference_id = $1`,
    ],
    [
      'moves a window',
      `UPDATE conference.time_window SET closes_at = closes_at + interval '1 day' WHERE conference_id = $1`,
    ],
    [
      'gives itself a role',
      `INSERT INTO access.role_grant (id, user_id, conference_id, role) SELECT gen_random_uuid(), platform.scope_user(), $1, 'HOST_APPROVER'`,
    ],
    [
      'adds a person',
      `INSERT INTO access.app_user (id, name, email, email_fold) VALUES (gen_random_uuid(), 'X', $1::text, 'x@example.org')`,
    ],
    [
      'makes a colleague absent',
      `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at) VALUES (gen_random_uuid(), $1, gen_random_uuid(), now(), now() + interval '1 day')`,
    ],
  ])('lets nobody but an administrator who %s', async (_what, statement) => {
    for (const person of ['officer', 'approver', 'auditor', 'iccCoordinator', 'iccViewer'] as const) {
      const told = await asDatabaseUser(person, statement, [product.world.conferenceId]);
      expect([person, told === 0 || told === '42501']).toEqual([person, true]);
    }
  });
});

/** The text of the only mail to an address. */
async function mailTo(email: string): Promise<string> {
  const found = async () =>
    (await product.sink.messages()).filter(({ envelope }) => envelope.to.includes(email));
  await drain(async () => (await found()).length > 0, { what: `a mail to ${email}` });
  return (await found()).at(-1)?.text ?? '';
}

/** Asks for a link, uses it, and answers the cookie. */
async function signIn(email: string): Promise<string> {
  const links = async () =>
    (await product.sink.messages())
      .filter(({ envelope }) => envelope.to.includes(email))
      .flatMap(({ text }) => /\/sign-in\/link#([\w-]+)/.exec(text)?.[1] ?? []);
  const before = (await links()).length;
  await product
    .anonymous()
    .data(
      'mutation ($email: EmailAddress!, $key: String!) { requestSignInLink(input: { idempotencyKey: $key, email: $email }) { isAccepted } }',
      { email, key: randomUUID() },
    );
  const token = await drain(async () => (await links())[before], { what: `a sign-in link to ${email}` });
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        'mutation ($token: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $token }) { errors { code } } }',
      variables: { token, key: randomUUID() },
    }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
