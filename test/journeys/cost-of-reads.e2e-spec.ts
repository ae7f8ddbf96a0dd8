import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ArgumentNode,
  type ConstValueNode,
  getNamedType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  Kind,
  parse,
  type ValueNode,
} from 'graphql';
import { buildWorld, type World } from '#libs/nominations/testing';
import { Database, openDataSource } from '#libs/platform';
import { graphqlClient } from '#libs/testing';
import { issueToken } from '../support/issue-token.js';
import { type Product, startProduct } from '../support/product.js';
import { type GrownConference, ReadWatch } from '../support/reads/cost-of-read.js';
import { growConference } from '../support/reads/grown-conference.js';
import { type Read, READERS, READS } from '../support/reads/register.js';
import { SchemaWalk } from './schema-walk.js';

/** Nominations of the small and of the large conference, which lie in one database. */
const FEW = 2_000;
const MANY = 20_000;

/** Counts stop behind the ten-thousandth row. */
const COUNTED = 10_001;
/**
 * A search, and what is found by its index, reads some hundred rows of the list, each perhaps on a page of its own, before it
 * asks the index; some thousand in the order in which they lie, where enough of the first are found.
 */
const PROBED = 1_500;
/** A conference has some hundred people, whose names and addresses belong to their users: all are read to be sorted. */
const SORTED = 'staff';

const unmoved = ({ name }: Form, alone: number): number =>
  /search:|constituencyIds:|messages.*(kinds|states):/.test(name)
    ? Math.max(1.3 * alone + 50, PROBED)
    : 1.3 * alone + 50;

/** What a request may cost in the large conference against the small one alone. */
function most(kind: Form, alone: number): number {
  if (kind.name.includes(SORTED)) return (unmoved(kind, alone) * MANY) / FEW;
  return kind.isCount ? (unmoved(kind, alone) * COUNTED) / FEW : unmoved(kind, alone);
}
type Form = Pick<Read, 'name' | 'isCount'>;

let product: Product;
let database: Database;
let watch: ReadWatch;
let small: GrownConference;
let neighbour: GrownConference | undefined;

async function grown(world: World, rows: number, number: number): Promise<GrownConference> {
  const landmarks = await growConference(product.database.superuserUrl, world, { rows, number });
  const tokens = new Map<string, string>();
  for (const person of READERS) tokens.set(person, await issueToken(product.admin, world.people[person]));
  return { landmarks, tokens };
}

beforeAll(async () => {
  product = await startProduct({
    withoutWorker: true,
    environment: { CALLER_OBJECTS_PER_SECOND: '999999999' },
  });
  database = new Database(
    await openDataSource({ url: product.database.apiUrl, poolSize: 1, applicationName: 'test' }).initialize(),
  );
  watch = new ReadWatch(`${product.url}/graphql`, database);
  small = await grown(product.world, FEW, 1);
});

afterAll(async () => {
  watch.end();
  await database.source.destroy();
  await product.close();
});

const buildLarge = async (): Promise<GrownConference> =>
  grown(await buildWorld(product.database.superuserUrl, { slug: 'large-conference' }), MANY, 2);

describe('a read', () => {
  it('costs what it returns: not more in a conference ten times as large, and nothing for the neighbour', async () => {
    const alone = await watch.costs(small, READS);
    neighbour = await buildLarge();
    const large = await watch.costs(neighbour, READS);
    const beside = await watch.costs(small, READS);
    const table = READERS.flatMap((person) =>
      READS.map((kind) => {
        const read = `${person}: ${kind.name}`;
        const [before, after, more] = [alone, beside, large].map((costs) => costs.get(read) ?? NaN) as [
          number,
          number,
          number,
        ];
        return {
          read,
          alone: before,
          beside: after,
          large: more,
          isDear: after > unmoved(kind, before) || more > most(kind, before),
        };
      }),
    );
    if (process.env.PRINT_COSTS !== undefined) console.table(table);
    expect(table.filter(({ isDear }) => isDear)).toEqual([]);
  }, 600_000);

  it('is counted to ten thousand, and one more stands for all that is more', async () => {
    neighbour ??= await buildLarge();
    const client = graphqlClient(`${product.url}/graphql`, { token: neighbour.tokens.get('officer') ?? '' });
    const counted = await client.data<Record<string, { totalCount: number }>>(
      `query ($c: ID!) {
        nominations(conferenceId: $c) { totalCount }
        auditEvents(conferenceId: $c) { totalCount }
        found: nominations(conferenceId: $c, filter: { search: "family" }) { totalCount }
        inbox(filter: { conferenceId: $c }) { totalCount }
      }`,
      { c: neighbour.landmarks.conference },
    );
    expect(Object.entries(counted).map(([list, { totalCount }]) => [list, totalCount])).toEqual([
      ['nominations', COUNTED],
      ['auditEvents', COUNTED],
      ['found', COUNTED],
      ['inbox', 8_001],
    ]);
  });

  it('is watched in each of its forms: every root query, with every filter, search and order, and every count', async () => {
    const walk = await SchemaWalk.of(product.as('officer'));
    const places = Object.values(walk.fieldsOf('Query')).flatMap((field) => {
      const isCounted = walk.isConnection(field.type);
      const given = field.args
        .filter(({ name }) => !['first', 'after'].includes(name))
        .flatMap(({ name, type }) => leaves(name, type));
      return [field.name, ...given.map((leaf) => `${field.name}(${leaf})`)].flatMap((place) =>
        isCounted && !place.includes('orderBy') ? [place, `count of ${place}`] : [place],
      );
    });
    const asked = new Set(READS.flatMap(({ query, isCount }) => placesIn(query, isCount)));
    expect(places.filter((place) => !asked.has(place))).toEqual([]);
  });
});

/** What a client may give within an argument: `filter.search`, and each word of an order: `orderBy.field=NAME`. */
function leaves(name: string, type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((field) => leaves(`${name}.${field.name}`, field.type));
  return isEnumType(named) && name.startsWith('orderBy.')
    ? named.getValues().map((value) => `${name}=${value.name}`)
    : [name];
}

function placesIn(query: string, isCount: boolean): string[] {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD
      ? [
          field.name.value,
          ...(field.arguments ?? []).flatMap((argument: ArgumentNode) =>
            given(argument.name.value, argument.value).map((leaf) => `${field.name.value}(${leaf})`),
          ),
        ].map((place) => (isCount ? `count of ${place}` : place))
      : [],
  );
}

function given(name: string, value: ValueNode | ConstValueNode): string[] {
  if (value.kind === Kind.OBJECT)
    return value.fields.flatMap((field) => given(`${name}.${field.name.value}`, field.value));
  return [value.kind === Kind.ENUM && name.startsWith('orderBy.') ? `${name}=${value.value}` : name];
}
