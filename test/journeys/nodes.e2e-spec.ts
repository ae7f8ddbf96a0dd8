import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  type GraphQLObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { newId } from '#libs/kernel';
import { compositeId, grouped } from '#libs/platform';
import { type GraphqlClient } from '#libs/testing';
import { type Person } from '../support/product.js';
import { SchemaWalk } from './schema-walk.js';
import { type WalledConferences, walledConferences } from './walled-conferences.js';

/** What somebody read of a thing, wherever they came across it. */
type Thing = Readonly<Record<string, unknown>> & { readonly __typename: string; readonly id: string };

const PEOPLE = [
  'administrator',
  'officer',
  'approver',
  'auditor',
  'iccCoordinator',
  'chCoordinator',
] as const;
/** What an invitee reads by the secret of a link is found by that alone. */
const NO_NODES = ['PersonalInvitation'];
const SHORT = 3;

describe('things by their ids', () => {
  let walled: WalledConferences;
  let walk: SchemaWalk;
  const read = new Map<Person, readonly Thing[]>();

  beforeAll(async () => {
    walled = await walledConferences();
    const { product } = walled;
    const { admin, world } = product;
    await admin.query(
      `INSERT INTO conference.theme (id, conference_id, name, position) VALUES ($1, $2, 'Safe access', 1)`,
      [newId(), world.conferenceId],
    );
    await admin.query(
      `INSERT INTO conference.principle (id, conference_id, number, text) VALUES ($1, $2, 1, 'Everybody can get online')`,
      [newId(), world.conferenceId],
    );
    await admin.query(
      `INSERT INTO notifications.mail_server (id, reason, error, since, seen_at) VALUES (1, 'UNREACHABLE', 'No answer', now(), now())
       ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, error = excluded.error, since = excluded.since, seen_at = excluded.seen_at`,
    );
    walk = await SchemaWalk.of(product.as('auditor'));
    for (const person of PEOPLE) read.set(person, await thingsReadBy(product.as(person)));
  });
  afterAll(() => walled.close());

  // Of the committed schema: samples of other tests may be loaded in this process too.
  const committed = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const objectTypes = (): GraphQLObjectType[] =>
    Object.values(committed.getTypeMap()).filter(
      (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
    );
  const nodeTypes = (): string[] => {
    const node = committed.getType('Node');
    if (!isInterfaceType(node)) throw new Error('There is no Node');
    return committed
      .getPossibleTypes(node)
      .map(({ name }) => name)
      .sort();
  };

  /** Texts, numbers and flags of a type. */
  const leavesOf = (type: GraphQLObjectType): string[] =>
    Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
      .map(({ name }) => name);

  /** All leaves, and objects some levels deep, lists kept short. */
  function selection(type: GraphQLObjectType, depth: number): string {
    const inner = Object.values(type.getFields()).flatMap((field) => {
      const of = getNamedType(field.type);
      if (!isObjectType(of) || depth === 0 || field.name === 'edges') return [];
      const first = field.args.some(({ name }) => name === 'first') ? `(first: ${SHORT})` : '';
      return [`${field.name}${first} ${selection(of, depth - 1)}`];
    });
    return `{ ${['__typename', ...leavesOf(type), ...inner].join(' ')} }`;
  }

  /** Whatever has an id in the answers to every query that needs no more than the conference. */
  async function thingsReadBy(client: GraphqlClient): Promise<Thing[]> {
    const { conferenceId, chathamHouse } = walled.product.world;
    const { rows } = await walled.product.admin.query<{ id: string }>(
      'SELECT id FROM webhooks.endpoint WHERE body_id = $1',
      [chathamHouse],
    );
    const lists = await walled.product.admin.query<{ id: string }>(
      'SELECT id FROM import.list WHERE body_id = $1',
      [chathamHouse],
    );
    const given: Readonly<Record<string, unknown>> = {
      first: SHORT,
      conferenceId,
      slug: 'test-conference',
      language: 'fr',
      endpointId: rows[0]?.id,
      bodyId: chathamHouse,
      listId: lists.rows[0]?.id,
      list: 'NOMINATIONS',
      typed: 'sample',
    };
    const things: Thing[] = [];
    for (const field of Object.values(walk.fieldsOf('Query'))) {
      const type = getNamedType(field.type);
      // Of one body alone only where nothing else is told.
      const args = field.args.filter(
        (arg) => arg.name in given && (arg.name !== 'bodyId' || isRequiredArgument(arg)),
      );
      if (!isObjectType(type) || field.args.some((arg) => isRequiredArgument(arg) && !(arg.name in given)))
        continue;
      const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
      const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
      const values = Object.fromEntries(args.map(({ name }) => [name, given[name]]));
      const text = `query ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection(type, 3)} }`;
      collect((await client.query(text, values)).data, things);
    }
    return things;
  }

  function collect(value: unknown, into: Thing[]): void {
    if (Array.isArray(value)) for (const one of value) collect(one, into);
    else if (typeof value === 'object' && value !== null) {
      const { __typename: type, id } = value as Partial<Thing>;
      if (typeof type === 'string' && typeof id === 'string') into.push(value as Thing);
      for (const one of Object.values(value)) collect(one, into);
    }
  }

  it('are all found: every type with an id but two is a Node', () => {
    const withId = objectTypes().filter((type) => 'id' in type.getFields());
    expect(withId.map(({ name }) => name).sort()).toEqual([...nodeTypes(), ...NO_NODES].sort());
  });

  it('come before everybody in every type, and have ids that no other thing has', () => {
    const typeOf = new Map<string, string>();
    for (const { id, __typename: type } of [...read.values()].flat()) {
      expect([id, typeOf.get(id) ?? type]).toEqual([id, type]);
      typeOf.set(id, type);
    }
    expect([...new Set(typeOf.values())].sort()).toEqual(nodeTypes());
  });

  it.each(PEOPLE)('are found again by %s, of the same type and with the same words', async (person) => {
    const client = walled.product.as(person);
    const things = [...new Map((read.get(person) ?? []).map((thing) => [thing.id, thing])).values()];
    const perType = grouped(
      things,
      (thing) => thing.__typename,
      (thing) => thing,
    );
    expect(perType.size).toBeGreaterThan(10);
    for (const [name, ofType] of perType) {
      const type = walk.schema.getType(name) as GraphQLObjectType;
      const some = ofType.slice(0, 10);
      const { nodes } = await client.data<{ nodes: (Thing | null)[] }>(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on ${name} { ${leavesOf(type).join(' ')} } } }`,
        { ids: some.map(({ id }) => id) },
      );
      const own = (thing: Thing): unknown => [
        thing.id,
        Object.fromEntries(['__typename', ...leavesOf(type)].map((leaf) => [leaf, thing[leaf]])),
      ];
      expect(nodes.map((node, index) => [some[index]?.id, node])).toEqual(some.map(own));
    }
  });

  it('are null where the id is unknown, malformed or of another thing than it says', async () => {
    const { product, embargoed } = walled;
    const ids = [
      newId(),
      'no-id',
      '',
      ' ',
      '\u0000',
      'Viewer',
      embargoed.toUpperCase(),
      compositeId('Viewer'),
      compositeId('Nomination', embargoed),
      compositeId('ScreeningResult', embargoed),
      compositeId('ScreeningResult', embargoed, 'WATCH_LIST', 'more'),
      compositeId('ScreeningResult', 'no-id', 'WATCH_LIST'),
      `${compositeId('Service')}=`,
    ];
    const text = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(await product.as('officer').data(text, { ids })).toEqual({ nodes: ids.map(() => null) });
  });

  it('are a hundred at most, in the order asked for, one asked for twice included', async () => {
    const { product, embargoed } = walled;
    const text = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const ids = [embargoed, newId(), embargoed];
    expect(await product.as('officer').data(text, { ids })).toEqual({
      nodes: [{ id: embargoed }, null, { id: embargoed }],
    });
    const { errors } = await product
      .as('officer')
      .query(text, { ids: Array.from({ length: 101 }, () => newId()) });
    expect(errors).toMatchObject([
      {
        message: 'Ask for at most 100 ids at a time.',
        extensions: { code: 'INVALID_INPUT', inputPath: ['ids'] },
      },
    ]);
  });

  it('are found by nobody who may not list them: roles of others, absences, failed work and kinds of messages', async () => {
    const { product } = walled;
    const listed = (read.get('administrator') ?? []).filter(({ __typename: type }) =>
      ['Grant', 'Absence', 'DeadLetter', 'CataloguedMessage'].includes(type),
    );
    const found = async (person: Person, kind: string): Promise<number> => {
      const ids = [...new Set(listed.filter(({ __typename: type }) => type === kind).map(({ id }) => id))];
      const { nodes } = await product
        .as(person)
        .data<{ nodes: (object | null)[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
      return nodes.filter((node) => node !== null).length;
    };
    const all = await found('administrator', 'Grant');
    expect(all).toBeGreaterThan(2);
    const one = [await found('officer', 'Grant'), await found('iccViewer', 'Grant')];
    expect(one.every((count) => count <= 1)).toBe(true);
    expect([await found('approver', 'Absence'), await found('officer', 'Absence')]).toEqual([1, 0]);
    expect([await found('auditor', 'DeadLetter'), await found('officer', 'DeadLetter')]).toEqual([1, 0]);
    expect(await found('officer', 'CataloguedMessage')).toBeGreaterThan(2);
    expect(await found('approver', 'CataloguedMessage')).toBe(0);
  });

  it('that are public are found by whoever is not signed in, and nothing else is', async () => {
    const { product } = walled;
    const { conference, service } = await product
      .anonymous()
      .data<Record<string, { id: string }>>('{ conference(slug: "test-conference") { id } service { id } }');
    const own = await product
      .as('officer')
      .data<{ viewer: { id: string; user: { id: string } } }>('{ viewer { id user { id } } }');
    const ids = [conference?.id, service?.id, own.viewer.id, own.viewer.user.id, product.world.icc];
    const { nodes } = await product
      .anonymous()
      .data<{ nodes: ({ __typename: string } | null)[] }>(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }',
        { ids },
      );
    expect(nodes.map((node) => node?.__typename ?? null)).toEqual([
      'Conference',
      'Service',
      null,
      null,
      null,
    ]);
  });
});
