import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { IDEMPOTENCY_HOURS } from '#libs/platform';
import { messageKindNames } from '#libs/notifications/testing';
import { ROOT } from './source-tree.js';

const support = (file: string): string => join(ROOT, 'test/support', file);
const PRINT = [
  '--conditions=source',
  '--import',
  support('typescript-loader.mjs'),
  support('print-schema-process.ts'),
];

const committed = (): string => readFileSync(join(ROOT, 'schema.graphql'), 'utf8');

describe('the names of message kinds in the console', () => {
  it('are those that the code defines; run `npm run schema` and commit them', () => {
    const file = join(ROOT, 'apps/console/src/generated/message-kinds.json');
    expect(readFileSync(file, 'utf8')).toBe(messageKindNames());
  });
});

describe('the types of the schema, of console and client', () => {
  it('are of schema.graphql; run `npm run types` and commit them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'types-'));
    const made = join(folder, 'graphql-env.d.ts');
    const tada = join(ROOT, 'node_modules/gql.tada/bin/cli.js');
    await promisify(execFile)(
      process.execPath,
      [tada, 'generate-output', '-c', 'apps/console/tsconfig.json', '--output', made],
      { cwd: ROOT },
    );
    const types = readFileSync(join(ROOT, 'libs/client/src/generated/graphql-env.d.ts'), 'utf8');
    expect(types === readFileSync(made, 'utf8')).toBe(true);
    rmSync(folder, { recursive: true });
  });
});

describe('schema.graphql', () => {
  it('is what the code declares; run `npm run schema` and commit it', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, PRINT, {
      cwd: ROOT,
      maxBuffer: 10_000_000,
    });
    expect(committed()).toBe(stdout);
  });

  it('describes itself, and every type, field, argument and value of it', () => {
    const silent: string[] = [];
    const look = (place: string, { description }: { description?: string | null }): void => {
      if ((description ?? '') === '') silent.push(place);
    };
    const schema = buildSchema(committed());
    look('schema', schema);
    for (const type of Object.values(schema.getTypeMap())) {
      if (isSpecifiedScalarType(type) || isIntrospectionType(type)) continue;
      look(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
      }
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          look(`${type.name}.${field.name}`, field);
          for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
        }
      }
    }
    expect(silent).toEqual([]);
  });

  it('has every list of things as a connection, or says how long it can be', () => {
    const isThing = (type: GraphQLOutputType): boolean => {
      const inner = getNullableType(type);
      return isListType(inner) && (isObjectType(getNamedType(inner)) || isInterfaceType(getNamedType(inner)));
    };
    const lists = Object.values(buildSchema(committed()).getTypeMap())
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .filter((type) => !isIntrospectionType(type) && !type.name.endsWith('Connection'))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => field.name !== 'errors' && isThing(field.type))
          .map((field) => ({ place: `${type.name}.${field.name}`, says: field.description ?? '' })),
      );
    const unbounded = lists.filter(({ says }) => !/\bat most [\d,]+\b|\bone for each\b/i.test(says));
    expect(unbounded.map(({ place }) => place)).toEqual([]);
    expect(lists.length).toBeGreaterThan(20);
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

  it('says with every idempotency key how long it is remembered, and so does the README', () => {
    const keys = Object.values(buildSchema(committed()).getTypeMap())
      .filter(isInputObjectType)
      .flatMap((type) => type.getFields().idempotencyKey ?? []);
    const remembered = `${IDEMPOTENCY_HOURS} hours`;
    expect(keys.filter(({ description }) => description?.includes(remembered) !== true)).toEqual([]);
    expect(keys.length).toBeGreaterThan(25);
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`remembered for ${remembered}`);
  });

  it('has no yes or no that is yes unless it is said', () => {
    const types = Object.values(buildSchema(committed()).getTypeMap());
    const given = types.flatMap((type) => {
      if (isInputObjectType(type)) return Object.values(type.getFields());
      return isObjectType(type) ? Object.values(type.getFields()).flatMap(({ args }) => args) : [];
    });
    const flags = given.filter(({ type }) => getNamedType(type).name === 'Boolean');
    expect(flags.filter(({ defaultValue }) => defaultValue === true).map(({ name }) => name)).toEqual([]);
    expect(flags.length).toBeGreaterThan(3);
  });

  it('has a kind of text as the same scalar on its way in and out', () => {
    const types = Object.values(buildSchema(committed()).getTypeMap()).filter(
      (type) => !isIntrospectionType(type),
    );
    const scalars = ['EmailAddress', 'CountryCode', 'LanguageTag', 'Date', 'DateTime'];
    const out = new Map<string, string>();
    for (const type of types.filter(isObjectType)) {
      for (const { name, type: answer } of Object.values(type.getFields())) {
        const scalar = getNamedType(answer).name;
        if (scalars.includes(scalar)) out.set(name, scalar);
      }
    }
    const other = types.filter(isInputObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ name, type: asked }) => out.has(name) && getNamedType(asked).name !== out.get(name))
        .map(({ name, type: asked }) => `${type.name}.${name}: ${String(asked)}`),
    );
    // A span of time is asked for, a moment is answered.
    expect(other).toEqual(['NominationFilter.updatedAt: DateTimeRange']);
    expect([...out.values()]).toEqual(expect.arrayContaining(scalars));
  });

  it('says of every refusal what it means, in its type, its codes and its fields', () => {
    const types = Object.values(buildSchema(committed()).getTypeMap());
    const silent = types
      .filter(({ name }) => /Error(Code)?$/.test(name))
      .flatMap((type) => {
        const inside = isEnumType(type)
          ? type.getValues()
          : isObjectType(type)
            ? Object.values(type.getFields())
            : [];
        return [type, ...inside]
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name}: ${name}`);
      });
    expect(silent).toEqual([]);
  });
});
