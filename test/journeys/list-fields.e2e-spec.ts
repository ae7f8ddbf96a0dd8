import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLNamedType, isLeafType, isObjectType } from 'graphql';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  createNomination,
  recommendNomination,
  releaseDecisions,
  returnNomination,
  submitNomination,
} from './operations.js';
import { SchemaWalk } from './schema-walk.js';

const READERS: readonly Person[] = ['iccCoordinator', 'iccViewer', 'officer', 'approver', 'auditor'];

/** Nominations at every stage, made through all that people can write. */
async function fill(product: Product, nominees: Nominees): Promise<void> {
  const [icc, officer] = [product.as('iccCoordinator'), product.as('officer')];
  const draft = async (name: string): Promise<string> => {
    const input = nominees.draft(name, { rank: 3, capacity: 'SPEAKER' });
    const more = { honorific: 'Dr', jobTitle: 'Head of Networks', language: 'fr' };
    // A name for the badge stands beside one in other letters.
    const person = { ...input.person, ...more, name: 'Ада Примерова', badgeName: 'Badge Wearer' };
    return (await createNomination(icc, { ...input, person })).nomination?.id ?? '';
  };
  const submitted = async (name: string): Promise<string> => {
    const id = await draft(name);
    await submitNomination(icc, id, { version: 1 });
    return id;
  };
  await draft('Drawn Up');
  await submitted('Under Review');
  await returnNomination(officer, await submitted('Sent Back'), { version: 2, question: 'Which networks?' });
  await recommendNomination(officer, await submitted('Well Spoken Of'), {
    version: 2,
    recommendation: 'APPROVE',
  });
  await nominees.decided('Not Yet Told', { outcome: 'APPROVE' });
  const released = [
    await nominees.decided('On Reserve', { outcome: 'RESERVE' }),
    await nominees.decided('Let In', { outcome: 'APPROVE' }),
  ];
  await releaseDecisions(product.as('approver'), product.world.conferenceId, released);
}

describe('a list of nominations', () => {
  let product: Product;
  let fields: readonly Asked[];

  beforeAll(async () => {
    product = await startProduct({ places: 20, withoutWorker: true });
    await fill(product, nomineesOf(product));
    fields = nominationFields(await SchemaWalk.of(product.as('officer')));
  });
  afterAll(() => product.close());

  it.each(READERS)('answers each field alone as the nomination itself does, for %s', async (person) => {
    const client = product.as(person);
    const { conferenceId } = product.world;
    const all = fields.map(({ text }) => text).join(' ');
    const { nominations } = await client.data<{ nominations: { nodes: { id: string }[] } }>(
      'query ($c: ID!) { nominations(conferenceId: $c) { nodes { id } } }',
      { c: conferenceId },
    );
    const byItself = new Map<string, Record<string, unknown>>();
    for (const { id } of nominations.nodes) {
      const { nomination } = await client.data<{ nomination: Record<string, unknown> }>(
        `query ($id: ID!) { nomination(id: $id) { ${all} } }`,
        { id },
      );
      byItself.set(id, nomination);
    }
    expect(byItself.size).toBeGreaterThanOrEqual(7);
    for (const { name, leaf, text } of fields) {
      for (const shape of [`nodes { id ${text} }`, `edges { node { id ${text} } }`]) {
        const { nominations: list } = await client.data<{ nominations: Listed }>(
          `query ($c: ID!) { nominations(conferenceId: $c, first: 20) { ${shape} } }`,
          { c: conferenceId },
        );
        const nodes = list.nodes ?? list.edges?.map(({ node }) => node) ?? [];
        expect(nodes.map((node) => [node.id, pick(node[name], leaf)])).toEqual(
          [...byItself].map(([id, nomination]) => [id, pick(nomination[name], leaf)]),
        );
      }
    }
  });

  it.each(READERS)('filters by state, searched or not, as the states are seen by %s', async (person) => {
    const client = product.as(person);
    const listed = async (filter: object) => {
      const { nominations } = await client.data<{ nominations: ByState }>(
        'query ($c: ID!, $f: NominationFilter) { nominations(conferenceId: $c, filter: $f) { nodes { id state } totalCount } }',
        { c: product.world.conferenceId, f: filter },
      );
      return nominations;
    };
    const { nodes } = await listed({});
    const asked = ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'DECIDED', 'RESERVED'];
    for (const states of subsetsOf(asked).filter((some) => some.length > 0)) {
      const expected = nodes.filter(({ state }) => states.includes(state));
      for (const search of [null, 'icc-']) {
        expect({ states, search, ...(await listed({ states, search })) }).toEqual({
          states,
          search,
          nodes: expected,
          totalCount: expected.length,
        });
      }
    }
  });

  it('shows the host and the body something in every field that people write', async () => {
    const { nominations } = await product.as('officer').data<{ nominations: Listed }>(
      `query ($c: ID!) { nominations(conferenceId: $c) { nodes { id justification returnQuestion submittedAt dueAt
        person { badgeName honorific email jobTitle language } } } }`,
      { c: product.world.conferenceId },
    );
    const shown = JSON.stringify(nominations.nodes);
    for (const part of [
      'Which networks?',
      'Runs the network',
      'Head of Networks',
      'Badge Wearer',
      '"fr"',
      '@example.org',
    ])
      expect(shown).toContain(part);
  });
});

interface ByState {
  readonly nodes: readonly { readonly id: string; readonly state: string }[];
  readonly totalCount: number;
}

const subsetsOf = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((some, one) => [...some, ...some.map((subset) => [...subset, one])], [[]]);

interface Listed {
  readonly nodes?: readonly ({ readonly id: string } & Record<string, unknown>)[];
  readonly edges?: readonly { readonly node: { readonly id: string } & Record<string, unknown> }[];
}

interface Asked {
  readonly name: string;
  /** A leaf of the object that the field answers. */
  readonly leaf: string | undefined;
  readonly text: string;
}

/** Each field of a nomination, with one leaf at a time where it answers objects. */
function nominationFields(walk: SchemaWalk): Asked[] {
  const type = walk.schema.getType('Nomination');
  if (!isObjectType(type)) throw new Error('There is no type Nomination');
  return Object.values(type.getFields()).flatMap(({ name, type: answered }): Asked[] => {
    const inner = getNamedType(answered);
    if (isLeafType(inner)) return [{ name, leaf: undefined, text: name }];
    if (!isObjectType(inner)) return [];
    const page = inner.getFields().nodes;
    if (page === undefined)
      return leavesOf(inner).map((leaf) => ({ name, leaf, text: `${name} { ${leaf} }` }));
    return leavesOf(getNamedType(page.type)).map((leaf) => ({
      name,
      leaf,
      text: `${name} { nodes { ${leaf} } }`,
    }));
  });
}

const leavesOf = (type: GraphQLNamedType): string[] =>
  isObjectType(type)
    ? Object.values(type.getFields())
        .filter((leaf) => leaf.args.length === 0 && isLeafType(getNamedType(leaf.type)))
        .map(({ name }) => name)
    : [];

function pick(value: unknown, leaf: string | undefined): unknown {
  if (leaf === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => pick(one, leaf));
  const { nodes } = value as { readonly nodes?: unknown };
  if (nodes !== undefined) return pick(nodes, leaf);
  return (value as Record<string, unknown>)[leaf];
}
