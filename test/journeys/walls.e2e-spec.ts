import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  type IntrospectionQuery,
  isCompositeType,
  isObjectType,
} from 'graphql';
import { type GraphqlClient } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from './operations.js';

/** Stands in everything that Chatham House writes; no byte of it may ever reach the ICC. */
const CANARY = 'CANARY-7Q';

let product: Product;
let schema: GraphQLSchema;
let foreign: Record<'nomination' | 'draft' | 'message' | 'decided', string>;

const ICC: readonly Person[] = ['iccCoordinator', 'iccNominator', 'iccViewer'];

beforeAll(async () => {
  product = await startProduct({ places: 10, withoutWorker: true });
  schema = buildClientSchema(
    await product.as('administrator').data<IntrospectionQuery>(getIntrospectionQuery()),
  );
  const chathamHouse = product.as('chCoordinator');
  const draft = (name: string) =>
    createNomination(chathamHouse, {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.chathamHouse,
      constituencyId: product.world.academia,
      person: {
        name: `${CANARY} ${name}`,
        email: `${CANARY.toLowerCase()}.${name.toLowerCase()}@example.org`,
        organisation: `${CANARY} Org`,
      },
      justification: `${CANARY} justification`,
    }).then(({ nomination }) => nomination?.id ?? '');
  const approved = await draft('Released');
  const decided = await draft('Decided');
  for (const id of [approved, decided]) {
    await submitNomination(chathamHouse, id, { version: 1 });
    await recommendNomination(product.as('officer'), id, {
      version: 2,
      recommendation: 'APPROVE',
      note: `${CANARY} note`,
    });
    await decideNomination(product.as('approver'), id, {
      version: 2,
      outcome: 'APPROVE',
      reasonText: `${CANARY} reason`,
    });
  }
  await releaseDecisions(product.as('approver'), product.world.conferenceId, [approved]);
  const { rows } = await product.admin.query<{ id: string }>('SELECT id FROM notifications.message LIMIT 1');
  foreign = { nomination: approved, draft: await draft('Draft'), message: rows[0]?.id ?? '', decided };
});

afterAll(() => product.close());

/** Scalars and objects two levels deep, without fields that need arguments. */
function selection(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const inner = Object.values(type.getFields())
    .filter((child) => child.args.length === 0 && (depth > 0 || !isCompositeType(getNamedType(child.type))))
    .map((child) => `${child.name} ${selection(child, depth - 1)}`);
  return `{ ${inner.join(' ') || '__typename'} }`;
}

/** Values for arguments that are no ids; ids are what the test puts in. */
function argumentOf(name: string, typeName: string, id: string): unknown {
  if (name === 'after') return undefined;
  if (name === 'conferenceId') return product.world.conferenceId;
  if (typeName === 'ID') return id;
  if (name === 'token') return randomUUID();
  if (name === 'slug') return 'test-conference';
  return undefined;
}

/** One query for a root field, with this id wherever an id is asked for. Lists are kept short to stay below the cost limit. */
function queryOf(
  name: string,
  id: string,
  depth: number,
): { text: string; variables: Record<string, unknown> } | undefined {
  const field = schema.getQueryType()?.getFields()[name];
  if (field === undefined) return undefined;
  const given = field.args.flatMap((arg) => {
    const typeName = getNamedType(arg.type).name;
    const value = arg.name === 'first' ? 10 : argumentOf(arg.name, typeName, id);
    return value === undefined
      ? []
      : [{ name: arg.name, type: String(arg.type), value: String(arg.type).includes('[') ? [value] : value }];
  });
  const declared = given.map(({ name: arg, type }) => `$${arg}: ${type}`).join(', ');
  const passed = given.map(({ name: arg }) => `${arg}: $${arg}`).join(', ');
  return {
    text: `query ${declared === '' ? '' : `(${declared})`} { ${name} ${passed === '' ? '' : `(${passed})`} ${selection(field, depth)} }`,
    variables: Object.fromEntries(given.map(({ name: arg, value }) => [arg, value])),
  };
}

async function bytesOf(
  client: GraphqlClient,
  text: string,
  variables: Record<string, unknown>,
): Promise<string> {
  const { status, data, errors } = await client.query(text, variables);
  const told = errors?.map(({ message, extensions }) => ({ message, code: extensions?.code }));
  return JSON.stringify({ status, data, errors: told });
}

const rootFields = (kind: 'query' | 'mutation'): string[] =>
  Object.keys((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});

describe('walls between workspaces', () => {
  it('stand before something: the same questions show the canary to an officer of the host', async () => {
    const seen = new Set<string>();
    for (const name of rootFields('query')) {
      for (const id of Object.values(foreign)) {
        for (const depth of [1, 2]) {
          const query = queryOf(name, id, depth);
          const bytes = await bytesOf(product.as('officer'), query?.text ?? '', query?.variables ?? {});
          if (bytes.toUpperCase().includes(CANARY)) seen.add(name);
        }
      }
    }
    expect([...seen].sort()).toEqual([
      'inbox',
      'message',
      'messages',
      'nomination',
      'nominations',
      'releasePreview',
    ]);
  });

  it.each(ICC)(
    'let no byte of another body through any query of %s, deep or shallow, whatever the id',
    async (person) => {
      const client = product.as(person);
      for (const name of rootFields('query')) {
        for (const id of [
          product.world.conferenceId,
          ...Object.values(foreign),
          product.world.chathamHouse,
        ]) {
          for (const depth of [1, 2]) {
            const query = queryOf(name, id, depth);
            if (query === undefined) continue;
            const bytes = await bytesOf(client, query.text, query.variables);
            if (bytes.toUpperCase().includes(CANARY))
              throw new Error(`${name}(${id}) told ${person}: ${bytes.slice(0, 500)}`);
          }
        }
      }
    },
  );

  it.each(ICC)(
    'answer %s for an id that is out of scope exactly as for one that does not exist',
    async (person) => {
      const client = product.as(person);
      for (const name of rootFields('query')) {
        const takesId = schema
          .getQueryType()
          ?.getFields()
          [name]?.args.some((arg) => getNamedType(arg.type).name === 'ID' && arg.name !== 'conferenceId');
        if (takesId !== true) continue;
        for (const id of Object.values(foreign)) {
          const asked = queryOf(name, id, 1);
          const unknown = queryOf(name, randomUUID(), 1);
          const told = await bytesOf(client, asked?.text ?? '', asked?.variables ?? {});
          expect([name, told]).toEqual([
            name,
            await bytesOf(client, unknown?.text ?? '', unknown?.variables ?? {}),
          ]);
        }
      }
    },
  );

  it('find nothing of another body by search, filter, order or count', async () => {
    const client = product.as('iccCoordinator');
    const text = `query ($c: ID!, $filter: NominationFilter, $orderBy: NominationOrder) {
      nominations(conferenceId: $c, filter: $filter, orderBy: $orderBy) { totalCount nodes { id } } }`;
    const filters = [
      { search: CANARY },
      { search: 'canary' },
      { bodyIds: [product.world.chathamHouse] },
      { states: ['APPROVED', 'DECIDED'] },
      {},
    ];
    for (const filter of filters) {
      for (const field of ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK']) {
        const { nominations } = await client.data<{ nominations: { totalCount: number; nodes: unknown[] } }>(
          text,
          {
            c: product.world.conferenceId,
            filter,
            orderBy: { field },
          },
        );
        expect(nominations).toEqual({ totalCount: 0, nodes: [] });
      }
    }
  });

  it('show nothing at all to whoever is not signed in', async () => {
    const open = new Set(['service', 'conference', 'conferences', 'invitation', 'viewer', 'bodies']);
    for (const name of rootFields('query').filter((field) => !open.has(field))) {
      const query = queryOf(name, product.world.conferenceId, 0);
      const { data, errors } = await product.anonymous().query(query?.text ?? '', query?.variables ?? {});
      expect([
        name,
        data === null || Object.values(data).every((value) => value === null),
        errors?.[0]?.extensions?.code,
      ]).toEqual([name, true, 'UNAUTHENTICATED']);
    }
  });
});

/** Input for every mutation that names something by id; a new mutation without a line here fails the test below. */
const MUTATION_INPUTS: Record<string, (id: string) => object> = {
  createNomination: (id) => ({
    conferenceId: product.world.conferenceId,
    bodyId: id,
    constituencyId: product.world.academia,
    person: { name: 'X' },
  }),
  updateNomination: () => ({ version: 1, rank: 3 }),
  submitNomination: () => ({ version: 1 }),
  withdrawNomination: () => ({ version: 2 }),
  recommendNomination: () => ({ version: 2, recommendation: 'REJECT' }),
  returnNomination: () => ({ version: 2, question: 'Why?' }),
  decideNomination: () => ({ version: 2, outcome: 'RESERVE' }),
  reopenNomination: () => ({ version: 2, reason: 'Mistake' }),
  releaseDecisions: (id) => ({ conferenceId: product.world.conferenceId, nominationIds: [id] }),
  loadWatchList: () => ({ conferenceId: product.world.conferenceId, entries: [] }),
  replayMessage: () => ({}),
  replayDeadLetter: () => ({}),
  revokeApiToken: () => ({}),
};
const WITHOUT_IDS = new Set([
  'confirmInvitation',
  'declineInvitation',
  'requestSignInLink',
  'signIn',
  'signInAsDemonstrationUser',
  'signOut',
  'createApiToken',
]);

async function mutate(client: GraphqlClient, name: string, id: string): Promise<string> {
  const field = schema.getMutationType()?.getFields()[name];
  const takesId = field?.args.some((arg) => arg.name === 'id') === true;
  const inputType = String(field?.args.find((arg) => arg.name === 'input')?.type);
  const text = `mutation (${takesId ? '$id: ID!, ' : ''}$input: ${inputType}) { ${name}(${takesId ? 'id: $id, ' : ''}input: $input) { errors { code message path } } }`;
  const input = { idempotencyKey: randomUUID(), ...MUTATION_INPUTS[name]?.(id) };
  return bytesOf(client, text, takesId ? { id, input } : { input });
}

/** Everything that a write could move, as the database has it. */
const everything = async (): Promise<unknown> =>
  (
    await product.admin.query(`SELECT
      (SELECT json_agg(n ORDER BY id) FROM nominations.nomination n) AS nominations, (SELECT json_agg(p ORDER BY id) FROM nominations.person p) AS persons,
      (SELECT json_agg(q ORDER BY id) FROM nominations.quota q) AS quotas, (SELECT json_agg(r ORDER BY id) FROM approvals.review r) AS reviews,
      (SELECT json_agg(d ORDER BY id) FROM approvals.decision d) AS decisions, (SELECT json_agg(m ORDER BY id) FROM notifications.message m) AS messages,
      (SELECT count(*) FROM audit.event) AS events, (SELECT count(*) FROM platform.outbox) AS jobs, (SELECT count(*) FROM platform.idempotency) AS keys`)
  ).rows[0];

describe('walls against writing', () => {
  it('have a case for every mutation', () => {
    const missing = rootFields('mutation').filter(
      (name) => !WITHOUT_IDS.has(name) && MUTATION_INPUTS[name] === undefined,
    );
    expect(missing).toEqual([]);
  });

  it.each(ICC)(
    'refuse every mutation of %s on another body, as if there were no such thing, and move nothing',
    async (person) => {
      const client = product.as(person);
      const before = await everything();
      for (const name of Object.keys(MUTATION_INPUTS)) {
        for (const id of Object.values(foreign)) {
          const told = await mutate(
            client,
            name,
            name === 'createNomination' ? product.world.chathamHouse : id,
          );
          expect([name, told]).toEqual([name, await mutate(client, name, randomUUID())]);
          expect([name, /"code":"(NOT_FOUND|FORBIDDEN)"/.test(told)]).toEqual([name, true]);
        }
      }
      expect(await everything()).toEqual(before);
    },
  );

  it.each([
    [
      'administrator',
      [
        'decideNomination',
        'recommendNomination',
        'returnNomination',
        'reopenNomination',
        'releaseDecisions',
        'submitNomination',
        'withdrawNomination',
        'updateNomination',
      ],
    ],
    [
      'auditor',
      [
        'decideNomination',
        'recommendNomination',
        'returnNomination',
        'reopenNomination',
        'releaseDecisions',
        'submitNomination',
        'withdrawNomination',
        'updateNomination',
        'loadWatchList',
      ],
    ],
    [
      'officer',
      [
        'decideNomination',
        'reopenNomination',
        'releaseDecisions',
        'submitNomination',
        'withdrawNomination',
        'updateNomination',
      ],
    ],
    [
      'approver',
      [
        'recommendNomination',
        'returnNomination',
        'submitNomination',
        'withdrawNomination',
        'updateNomination',
        'loadWatchList',
      ],
    ],
    [
      'chNominator',
      [
        'submitNomination',
        'withdrawNomination',
        'recommendNomination',
        'decideNomination',
        'releaseDecisions',
      ],
    ],
  ] as const)('refuse %s what the role may not do, and move nothing', async (person, mutations) => {
    const client = product.as(person);
    const before = await everything();
    for (const name of mutations) {
      const told = await mutate(client, name, foreign.decided);
      expect([name, /"code":"FORBIDDEN"/.test(told)]).toEqual([name, true]);
    }
    expect(await everything()).toEqual(before);
  });

  it("take no field that is the server's to set", () => {
    const owned =
      /^(state|version$|createdBy|submittedAt|decidedBy|releasedAt|held|consumed|allotted|bodyKind|role|userId|tokenHash)/;
    const allowed = new Set(['version']);
    const wrong = Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type && type.astNode === undefined && type.name.endsWith('Input')
        ? Object.keys(type.getFields())
            .filter((field) => owned.test(field) && !allowed.has(field))
            .map((field) => `${type.name}.${field}`)
        : [],
    );
    expect(wrong).toEqual([]);
  });
});
