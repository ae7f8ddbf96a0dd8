import { beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory, Int, registerEnumType } from '@nestjs/graphql';
import { type GraphQLSchema, isInputObjectType, Kind, parse, printSchema, printType } from 'graphql';
import { z } from 'zod';
import { validId } from '#libs/kernel';
import { type Act, type ActPerformer } from '../database/commands/act.js';
import { type ActEdge, type ActReader, type PerformerClass } from './act-edge.js';
import { resolversOf } from './act-resolvers.js';
import { measureOperation } from './operation-shape.js';

const Colour = { RED: 'RED', BLUE: 'BLUE' } as const;
registerEnumType(Colour, { name: 'PaintColour' });

class Reader implements ActReader {
  async answer(): Promise<{ seats: number }> {
    return { seats: 1 };
  }
}

const EDGE: ActEdge = {
  result: { seats: () => Int },
  reader: Reader,
  extras: { retryIn: () => Int },
  types: { PaintColour: () => Colour },
};

const ACT: Act = {
  name: 'paintSeats',
  description: 'Paints seats',
  input: z.object({
    seatId: validId.describe('Which one'),
    colour: z.enum(['RED', 'BLUE']).meta({ type: 'PaintColour' }).default('RED'),
    coats: z.number().int(),
    isGlossy: z.boolean().default(false),
    note: z
      .string()
      .transform((text) => text.trim())
      .refine((text) => text !== '')
      .nullish()
      .describe('For the painter'),
  }),
  codes: ['NOT_FOUND', 'PLACE_GONE'],
  extras: ['retryIn'],
};

function performerOf(act: Act): PerformerClass {
  return class implements ActPerformer {
    static readonly act = act;
    async run(): Promise<{ id: string }> {
      return { id: '1' };
    }
  };
}

async function schemaOf(act: Act) {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return await app
      .get(GraphQLSchemaFactory)
      .create(resolversOf([performerOf(act)], EDGE), { skipCheck: true });
  } finally {
    await app.close();
  }
}

/** Types are declared once. */
const schemas = new Map<string, GraphQLSchema>();
beforeAll(async () => {
  const many = { description: 'Varnishes seats', fields: [] };
  schemas.set('varnishSeats', await schemaOf({ ...ACT, name: 'varnishSeats', many }));
});

describe('an act', () => {
  it('is a mutation with an input, an answer and refusals that follow from its declaration', async () => {
    const schema = await schemaOf(ACT);
    const mutation = schema.getMutationType();
    expect(mutation && printType(mutation)).toContain(
      'paintSeats(id: ID!, input: PaintSeatsInput!): PaintSeatsPayload!',
    );
    const text = printSchema(schema);
    for (const line of [
      /"""Which one"""\n {2}seatId: ID!/,
      /colour: PaintColour! = RED/,
      /coats: Int!/,
      /isGlossy: Boolean! = false/,
      /"""For the painter"""\n {2}note: String\n/,
      /idempotencyKey: String!/,
      /type PaintSeatsError implements UserError \{[^}]*retryIn: Int\n/,
      /interface UserError \{[^}]*code: ErrorCode!\n/,
      /enum ErrorCode \{[^}]*"""Somebody else has the place by now"""\n {2}PLACE_GONE\n/,
      /nothing was done. `code` is one of `NOT_FOUND`, `PLACE_GONE`\n"""\ntype PaintSeatsError implements UserError \{/,
      /type PaintSeatsPayload \{[^}]*seats: Int\n/,
    ])
      expect(text).toMatch(line);
  });

  it('for many things is a mutation of its own, of items and of what is the same for all', async () => {
    const many = { description: 'Polishes seats', fields: ['coats', 'note'] };
    const input = ACT.input.extend({ version: z.number().int() });
    const schema = await schemaOf({ ...ACT, name: 'polishSeats', input, many });
    const mutation = schema.getMutationType();
    expect(mutation && printType(mutation)).toContain(
      'polishSeatsMany(input: PolishSeatsManyInput!): PolishSeatsManyPayload!',
    );
    const text = printSchema(schema);
    for (const line of [
      /type PolishSeatsManyPayload \{[^}]*results: \[PolishSeatsManyResult!\]\n/,
      /type PolishSeatsManyResult \{[^}]*outcome: ManyOutcome!\n[^}]*seats: Int\n[^}]*errors: \[PolishSeatsError!\]!/,
      /input ManyItemInput \{\n {2}id: ID!\n[^}]*version: Int!\n/,
    ])
      expect(text).toMatch(line);
    const taken = schema.getType('PolishSeatsManyInput');
    expect(isInputObjectType(taken) && Object.keys(taken.getFields()).sort()).toEqual([
      'coats',
      'idempotencyKey',
      'isDryRun',
      'items',
      'note',
    ]);
  });

  it.each([
    ['variables', 'mutation ($input: VarnishSeatsManyInput!) { varnishSeatsMany(input: $input) %', true],
    [
      'a variable of items',
      'mutation ($items: [ManyItemInput!]!) { varnishSeatsMany(input: { idempotencyKey: "k", items: $items }) %',
      false,
    ],
    [
      'its text',
      'mutation { varnishSeatsMany(input: { idempotencyKey: "k", items: [{ id: 1, version: 1 }, { id: 2, version: 1 }, { id: 3, version: 1 }] }) %',
      false,
    ],
  ])('for many things costs as much for each of the items in %s', (_, text, isWhole) => {
    const schema = schemas.get('varnishSeats');
    if (schema === undefined) throw new Error('No schema');
    const document = parse(text.replace('%', '{ results { outcome errors { code } } } }'));
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation');
    const items = [1, 2, 3].map((id) => ({ id, version: 1 }));
    const { cost } = measureOperation(schema, new Map(), operation);
    expect(cost(isWhole ? { input: { items } } : { items })).toBe(3 * (1 + 1 + 1));
  });

  it.each([
    [
      'an input of which no GraphQL type follows',
      { input: z.object({ when: z.date() }) },
      'No GraphQL type follows from the input PaintSeatsInput.when',
    ],
    [
      'a name of a type that the lib does not have',
      { input: z.object({ finish: z.enum(['MATT']).meta({ type: 'PaintFinish' }) }) },
      'There is no GraphQL type PaintFinish for an input',
    ],
    [
      'an extra that the lib does not have',
      { extras: ['dryAt'] },
      'paintSeats: there is no GraphQL type for the extra dryAt',
    ],
    [
      'a field for many that it does not have alone',
      { name: 'sandSeats', many: { description: 'Sands seats', fields: ['grain'] } },
      'sandSeats: many cannot be given grain',
    ],
  ])('is refused at the start for %s', (_, change, message) => {
    expect(() => resolversOf([performerOf({ ...ACT, ...change })], EDGE)).toThrow(message);
  });
});
