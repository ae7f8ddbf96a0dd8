import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Product, startProduct } from '../support/product.js';
import { ACTS } from '../acts/support/acts.js';
import { type Scene } from '../acts/support/scene.js';
import { SchemaWalk } from './schema-walk.js';

interface EventRow {
  readonly action: string;
  readonly actor_kind: string;
  readonly subject_type: string;
  readonly body_id: string | null;
  readonly conference_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** `null`, `string`, `number` …: what kind of value each detail has, by their names in order. */
function shapeOf(details: Readonly<Record<string, unknown>>): string {
  const type = (value: unknown): string =>
    value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  const names = Object.keys(details).sort();
  return `{${names.map((name) => `${name}: ${type(details[name])}`).join(', ')}}`;
}

const lineOf = (event: EventRow): string =>
  `${event.actor_kind} ${event.action} ${event.subject_type} for ${event.body_id === null ? 'host' : 'body'} ${shapeOf(event.details)}`;

describe('the entries that every act leaves in the audit trail', () => {
  let product: Product;
  let walk: SchemaWalk;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true, places: 50 });
    walk = await SchemaWalk.of(product.as('auditor'));
  });
  afterAll(() => product.close());

  function sceneOf(mutation: string): Scene {
    const query = walk.operation('Mutation', mutation, 1);
    const send = async (headers: Record<string, string>, input: object, more: object = {}): Promise<void> => {
      const variables = { ...more, input: { idempotencyKey: randomUUID(), ...input } };
      const response = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: product.settings.http.publicUrl, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as {
        data?: Record<string, { errors: unknown[] } | null> | null;
        errors?: unknown;
      };
      expect({ errors, refused: data?.[mutation]?.errors }).toEqual({ errors: undefined, refused: [] });
    };
    return {
      product,
      act: (by, input, more) =>
        send(by === null ? {} : { authorization: `Bearer ${product.tokenOf(by)}` }, input, more),
      actWithCookie: (cookie, input, more) => send({ cookie }, input, more),
    };
  }

  it('are told for every mutation of the schema, and for none that is not there', () => {
    expect(Object.keys(ACTS).sort()).toEqual(walk.namesOf('Mutation').sort());
  });

  it.each(Object.entries(ACTS))('of %s are these', async (mutation, { act, leaves }) => {
    const perform = await act(sceneOf(mutation));
    const { rows: before } = await product.admin.query<{ id: string }>('SELECT id FROM audit.event');
    await perform();
    const { rows } = await product.admin.query<EventRow>(
      'SELECT * FROM audit.event WHERE id <> ALL ($1::uuid[]) ORDER BY id',
      [before.map(({ id }) => id)],
    );
    expect(rows.map(lineOf).sort()).toEqual([...leaves].sort());
    expect(rows.map(({ conference_id: conference }) => conference)).toEqual(
      rows.map(() => product.world.conferenceId),
    );
  });
});
