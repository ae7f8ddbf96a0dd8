import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { breaksBetween, deprecationsIn, EXCEPTIONS, faultOf } from './schema-contract.js';
import { ROOT } from './source-tree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const now = buildSchema(read('schema.graphql'));
const released = buildSchema(read('docs/api/released-schema.graphql'));
const changelog = read('docs/api/schema-changelog.md');
const today = new Date().toISOString().slice(0, 10);

describe('the schema, against that of the last release', () => {
  it('breaks no client, but for what is listed as an exception (`EXCEPTIONS` in schema-contract.ts)', async () => {
    const allowed = EXCEPTIONS.map(({ path }) => path);
    const breaks = await breaksBetween(released, now, today);
    expect(breaks.filter(({ path }) => !allowed.includes(path))).toEqual([]);
    // One that is not needed any more is taken out.
    const paths = breaks.map(({ path }) => path);
    expect(allowed.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('has exceptions before 1.0 alone, each with a reason and a line of the changelog of the schema', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(EXCEPTIONS.length === 0 || version.startsWith('0.')).toBe(true);
    const silent = EXCEPTIONS.filter(
      ({ path, reason }) => reason.length < 20 || !changelog.includes(`\`${path}\``),
    );
    expect(silent).toEqual([]);
  });

  it('deprecates with a replacement and a date six months away or more, and tells it in the changelog of the schema', () => {
    const deprecated = deprecationsIn(now);
    expect(deprecated.flatMap((one) => faultOf(one, now) ?? [])).toEqual([]);
    expect(deprecated.filter(({ path }) => !changelog.includes(`\`${path}\``))).toEqual([]);
  });

  it('is told of in the guide with the same promise', () => {
    expect(read('docs/api/schema-changes.md')).toContain('for six months or more');
    expect(changelog).toMatch(/^## Unreleased$/m);
  });
});

describe('the check of the schema', () => {
  const OLD = 'Use `Query.new`. Since 2026-01-01, until 2026-07-01';
  const schema = (fields: string, more = ''): GraphQLSchema =>
    buildSchema(`type Query { new: Int ${fields} } ${more}`);
  const breaks = async (before: GraphQLSchema, after: GraphQLSchema, day = '2026-07-01'): Promise<string[]> =>
    (await breaksBetween(before, after, day)).map(({ path }) => path);

  it('refuses what is gone, changed or asked for without a word before', async () => {
    const before = schema(
      'a: Int! b(x: Int): Int c: E i(in: I): Int',
      'enum E { ONE TWO } input I { y: Int }',
    );
    const after = schema(
      'a: Int b(x: Int!): Int c: E i(in: I): Int',
      'enum E { ONE } input I { y: Int z: Int! }',
    );
    expect((await breaks(before, after)).sort()).toEqual(['E.TWO', 'I.z', 'Query.a', 'Query.b.x']);
    expect(await breaks(schema('gone: Int'), schema(''))).toEqual(['Query.gone']);
  });

  it('lets through what is added, and what is gone after its date', async () => {
    expect(await breaks(schema(''), schema('more(of: Int): E', 'enum E { ONE }'))).toEqual([]);
    const before = schema(`old(x: Int): T @deprecated(reason: "${OLD}")`, 'type T { id: ID }');
    expect(await breaks(before, schema(''))).toEqual([]);
    expect((await breaks(before, schema(''), '2026-06-30')).sort()).toEqual(['Query.old', 'T']);
  });

  it('does not take a type for told of that something else gives too', async () => {
    const before = schema(`old: T @deprecated(reason: "${OLD}") kept: T`, 'type T { id: ID }');
    expect((await breaks(before, schema(''))).sort()).toEqual(['Query.kept', 'T']);
  });

  it.each([
    [OLD, undefined],
    ['Use `Query.new`, which is quicker. Since 2026-01-01, until 2027-01-01', undefined],
    ['No longer supported', 'is not "Use'],
    ['Use `Query.new`. Until 2026-07-01', 'is not "Use'],
    ['Use `Query.newer`. Since 2026-01-01, until 2026-07-01', 'there is no Query.newer'],
    ['Use `Query.new`. Since 2026-01-01, until 2026-06-30', 'less than six months'],
  ])('reads a reason: %s', (reason, fault) => {
    const own = schema(`old: Int @deprecated(reason: "${reason}")`);
    const [deprecated] = deprecationsIn(own);
    expect(deprecated?.path).toBe('Query.old');
    const found = deprecated === undefined ? 'none' : faultOf(deprecated, own);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(fault);
  });
});
