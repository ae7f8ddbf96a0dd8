import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType } from 'graphql';
import { type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { printSchema } from '../../apps/api/src/print-schema.js';
import { ROOT } from './source-tree.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

const committed = (): string => readFileSync(join(ROOT, 'schema.graphql'), 'utf8');

describe('schema.graphql', () => {
  it('is what the code declares; run `npm run schema` and commit it', async () => {
    const declared = await printSchema(await testSettings(database, { SMTP_URL: 'smtp://127.0.0.1:2525' }));
    expect(committed()).toBe(declared);
  });

  it('lets no mutation go without an idempotency key', () => {
    const mutations = Object.values(buildSchema(committed()).getMutationType()?.getFields() ?? {});
    const keyless = mutations.filter(({ args }) => {
      const input = getNamedType(args.find(({ name }) => name === 'input')?.type);
      return !isInputObjectType(input) || String(input.getFields().idempotencyKey?.type) !== 'String!';
    });
    expect(keyless.map(({ name }) => name)).toEqual([]);
    expect(mutations.length).toBeGreaterThan(25);
  });
});
