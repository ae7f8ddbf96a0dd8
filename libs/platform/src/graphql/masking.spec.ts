import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Args, Field, ID, Int, Mutation, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLScalarType } from 'graphql';
import { notFound } from '#libs/kernel';
import { ask, type Asked, send, withoutCost } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { SECRET, THROWN, TRACES } from '../testing/thrown-secrets.js';
import { Access } from './access.js';
import { batched, type ReadMany } from './batched.js';
import { type GraphQLContext } from './graphql-context.js';
import { mutationPayload } from './mutation-payload.js';

const REFUSAL = 'a refusal';

/** A refusal, at a place of the input, beside all kinds of faults. */
const thrown = (how: string): unknown => {
  const kind = how.replace(/\d$/, '');
  return kind === REFUSAL ? notFound('leak') : THROWN[kind]?.();
};
const raise = (how: string): never => {
  throw thrown(how) as Error;
};

const Brittle = new GraphQLScalarType<unknown, unknown>({
  name: 'Brittle',
  serialize: (value) => raise(String(value)),
  parseValue: (value) => raise(String(value)),
  parseLiteral: (node) => raise('value' in node ? String(node.value) : ''),
});

const loadMany: ReadMany<string> = async (_actor, ids) => raise(ids[0] ?? '');

@ObjectType('Leak')
class LeakType {
  @Field(() => ID) how: string;
  @Field(() => String, { nullable: true }) getter: string | null;
  @Field(() => Brittle, { nullable: true }) brittle: unknown;
  @Field(() => Int, { nullable: true }) number: unknown;
}

const LeakPayload = mutationPayload({
  name: 'Leak',
  result: { leak: () => LeakType },
  codes: ['NOT_FOUND'],
});

const leakOf = (how: string): LeakType => ({
  how,
  get getter(): string {
    return raise(how);
  },
  brittle: how,
  number: SECRET,
});

@Resolver(() => LeakType)
class LeakResolver {
  @Query(() => LeakType, { nullable: true })
  @Access.public()
  leak(@Args('how') how: string): LeakType {
    return leakOf(how);
  }

  @Query(() => [LeakType])
  @Access.public()
  leaks(@Args('how') how: string): LeakType[] {
    return [0, 1].map((nr) => leakOf(`${how}${nr}`));
  }

  @Query(() => String, { nullable: true })
  @Access.public()
  root(@Args('how') how: string): string {
    return raise(how);
  }

  @Query(() => String)
  @Access.public()
  async required(@Args('how') how: string): Promise<string> {
    return raise(how);
  }

  @Query(() => String, { nullable: true })
  @Access.public()
  read(@Args('value', { type: () => Brittle }) value: unknown): string {
    return String(value);
  }

  @Mutation(() => LeakPayload.type)
  @Access.public()
  spill(@Args('how') how: string): Promise<object> {
    return LeakPayload.answer(async () => raise(how));
  }

  @ResolveField(() => String, { nullable: true })
  nested({ how }: LeakType): string {
    return raise(how);
  }

  @ResolveField(() => String, { nullable: true })
  async later({ how }: LeakType): Promise<string> {
    return raise(how);
  }

  @ResolveField(() => String, { nullable: true })
  loaded({ how }: LeakType, _args: object, context: GraphQLContext): Promise<string | undefined> {
    return batched(context, loadMany, how);
  }

  @ResolveField(() => [String], { nullable: 'items' })
  entries({ how }: LeakType): unknown[] {
    return ['first', (async () => raise(how))()];
  }
}

let compiling: SampleApp;
let interpreting: SampleApp;
beforeAll(async () => {
  compiling = await startSampleApp({ resolvers: [LeakResolver] });
  interpreting = await startSampleApp({ resolvers: [LeakResolver], isCompiling: false });
});
afterAll(async () => {
  await Promise.all([compiling.close(), interpreting.close()]);
  expect(compiling.log()).not.toMatch(TRACES);
  expect(interpreting.log()).not.toMatch(TRACES);
});

const KINDS = Object.keys(THROWN);
/** A scalar says by an error of GraphQL what is wrong with a value that it reads. */
const UNSAID = KINDS.filter((how) => !/GraphQL|arguments/.test(how));
const ID_OF_REQUEST = 'the-id-of-the-request';
const asking = { token: 'service', headers: { 'x-request-id': ID_OF_REQUEST } };

type Place = readonly (string | number)[];

/** The text of the whole answer. */
function answerWith(query: string, data: unknown, told: object, ...paths: readonly Place[]): string {
  const name = query.includes('in:') ? 'in:' : 'it:';
  const locations = [{ line: 1, column: query.indexOf(name) + 1 }];
  const errors = paths.map((path) => ({ ...told, locations, path }));
  return JSON.stringify({
    errors: errors.map(({ message, locations: at, path, extensions }: Record<string, unknown>) => ({
      message,
      locations: at,
      path,
      extensions,
    })),
    data,
  });
}

const MASKED = {
  message: 'Something went wrong on our side.',
  extensions: { code: 'INTERNAL', correlationId: ID_OF_REQUEST, requestId: ID_OF_REQUEST },
};
const REFUSED = {
  message: notFound('leak').message,
  extensions: { code: 'NOT_FOUND', inputPath: ['id'], requestId: ID_OF_REQUEST },
};

/** Headers but those that say when, how much, and what the caller may still ask for. */
const headersOf = ({ headers }: Asked): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(([name]) => !['date', 'content-length', 'ratelimit'].includes(name)),
  );

const FIELDS: readonly (readonly [string, string, unknown, ...Place[]])[] = [
  ['a root query', 'query ($how: String!) { it: root(how: $how) }', { it: null }, ['it']],
  ['a root query that may not be null', 'query ($how: String!) { it: required(how: $how) }', null, ['it']],
  [
    "a nested field's resolver",
    'query ($how: String!) { it: leak(how: $how) { in: nested } }',
    { it: { in: null } },
    ['it', 'in'],
  ],
  [
    "a nested field's promise",
    'query ($how: String!) { it: leak(how: $how) { in: later } }',
    { it: { in: null } },
    ['it', 'in'],
  ],
  [
    'a property',
    'query ($how: String!) { it: leak(how: $how) { in: getter } }',
    { it: { in: null } },
    ['it', 'in'],
  ],
  [
    'an entry of a list',
    'query ($how: String!) { it: leak(how: $how) { in: entries } }',
    { it: { in: ['first', null] } },
    ['it', 'in', 1],
  ],
  [
    'a data loader',
    'query ($how: String!) { it: leaks(how: $how) { in: loaded } }',
    { it: [{ in: null }, { in: null }] },
    ['it', 0, 'in'],
    ['it', 1, 'in'],
  ],
];

describe('what is thrown in', () => {
  it.each(FIELDS)('%s is masked, at its place, whatever it is', async (_layer, query, data, ...paths) => {
    const good = headersOf(await ask(compiling.url, '{ isDear }', asking));
    for (const api of [interpreting, compiling, compiling, compiling, compiling])
      for (const how of KINDS) {
        const found = await ask(api.url, query, { ...asking, variables: { how } });
        expect({ how, status: found.status, text: withoutCost(found.text) }).toEqual({
          how,
          status: 200,
          text: answerWith(query, data, MASKED, ...paths),
        });
        expect(headersOf(found)).toEqual(good);
      }
  });

  it.each(FIELDS)(
    '%s and is a refusal stands at its place in the response',
    async (_l, query, data, ...paths) => {
      for (const api of [interpreting, compiling, compiling, compiling, compiling]) {
        const { status, text } = await ask(api.url, query, { ...asking, variables: { how: REFUSAL } });
        expect({ status, text: withoutCost(text) }).toEqual({
          status: 200,
          text: answerWith(query, data, REFUSED, ...paths),
        });
      }
    },
  );

  it("a scalar's writing is masked", async () => {
    const query = 'query ($how: String!) { it: leak(how: $how) { in: brittle } }';
    for (const api of [interpreting, compiling, compiling, compiling, compiling])
      for (const how of KINDS) {
        const { status, text } = await ask(api.url, query, { ...asking, variables: { how } });
        expect({ how, status, text: withoutCost(text) }).toEqual({
          how,
          status: 200,
          text: answerWith(query, { it: { in: null } }, MASKED, ['it', 'in']),
        });
      }
  });

  it('our own data, of another type than the schema promises, is no mistake of the client, and is not said back', async () => {
    const query = 'query ($how: String!) { it: leak(how: $how) { in: number } }';
    for (const api of [interpreting, compiling, compiling, compiling, compiling]) {
      const { status, text } = await ask(api.url, query, { ...asking, variables: { how: 'null' } });
      expect({ status, text: withoutCost(text) }).toEqual({
        status: 200,
        text: answerWith(query, { it: { in: null } }, MASKED, ['it', 'in']),
      });
    }
  });

  it.each([
    ['literal', (how: string) => `{ it: read(value: "${how}") }`, 'value:', 7],
    ['variable', () => 'query ($v: Brittle!) { it: read(value: $v) }', '$v', 0],
  ])("a scalar's reading of a %s is masked, and 500", async (_kind, queryOf, name, further) => {
    for (const api of [interpreting, compiling])
      for (const how of UNSAID) {
        const query = queryOf(how);
        const { status, text } = await ask(api.url, query, { ...asking, variables: { v: how } });
        expect({ how, status, text: withoutCost(text) }).toEqual({
          how,
          status: 500,
          text: JSON.stringify({
            errors: [
              {
                message: MASKED.message,
                locations: [{ line: 1, column: query.indexOf(name) + 1 + further }],
                extensions: MASKED.extensions,
              },
            ],
          }),
        });
      }
  });

  it('a mutation is masked', async () => {
    const query = 'mutation ($how: String!) { it: spill(how: $how) { errors { code } } }';
    for (const how of KINDS) {
      const { status, text } = await ask(compiling.url, query, { ...asking, variables: { how } });
      expect({ how, status, text: withoutCost(text) }).toEqual({
        how,
        status: 200,
        text: answerWith(query, null, MASKED, ['it']),
      });
    }
  });

  it.each([
    ['by GET', 'GET', '*/*'],
    ['for a client that takes parts', 'POST', 'multipart/mixed, application/json'],
  ])('a request that passes Apollo, %s, is masked', async (_name, method, accept) => {
    const [, query, data, ...paths] = FIELDS[2] as (typeof FIELDS)[number];
    for (const how of KINDS) {
      const asked = { query, variables: JSON.stringify({ how }) };
      const headers = { ...asking.headers, authorization: 'Bearer service', accept };
      const { status, text } =
        method === 'GET'
          ? await send(`${compiling.url}/graphql?${new URLSearchParams(asked).toString()}`, { headers })
          : await ask(compiling.url, query, { ...asking, headers, variables: { how } });
      expect({ how, status, text: withoutCost(text) }).toEqual({
        how,
        status: 200,
        text: answerWith(query, data, MASKED, ...paths),
      });
    }
  });

  it('who asks is masked, and 500', async () => {
    for (const how of KINDS) {
      compiling.authenticator.failure = thrown(how);
      if (compiling.authenticator.failure === undefined) continue;
      const { status, text } = await ask(compiling.url, '{ isDear }', asking);
      const told: unknown = JSON.parse(text);
      expect({ how, status, told }).toEqual({ how, status: 500, told: { errors: [MASKED] } });
    }
    compiling.authenticator.failure = undefined;
  });

  it('any of them is in the log once, with the id that was told', async () => {
    const before = compiling.log().length;
    for (const how of KINDS) {
      const id = `id-of-${KINDS.indexOf(how)}-in-the-log`;
      const { text } = await ask(compiling.url, FIELDS[2]?.[1] ?? '', {
        headers: { 'x-request-id': id },
        variables: { how },
      });
      expect(text).toContain(`"correlationId":"${id}"`);
      const lines = compiling.log().slice(before).split('\n');
      expect(
        lines.filter((line) => line.includes(id)).map((line) => JSON.parse(line) as object),
      ).toMatchObject([{ level: 'error', correlationId: id, at: 'it.in', msg: 'A field failed' }]);
    }
  });
});
