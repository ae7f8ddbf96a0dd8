import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { printSchema } from '../../apps/api/src/print-schema.js';
import { ROOT } from './source-tree.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

describe('schema.graphql', () => {
  it('is what the code declares; run `npm run schema` and commit it', async () => {
    const declared = await printSchema(await testSettings(database, { SMTP_URL: 'smtp://127.0.0.1:2525' }));
    expect(readFileSync(join(ROOT, 'schema.graphql'), 'utf8')).toBe(declared);
  });
});
