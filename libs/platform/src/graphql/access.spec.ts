import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Query, Resolver } from '@nestjs/graphql';
import { type ModulesContainer } from '@nestjs/core';
import { ANONYMOUS } from '#libs/kernel';
import { type SampleApp, sampleUser, startSampleApp } from '../testing/sample-app.js';
import { type AccessRule, judgeAccess } from './access.js';
import { AccessCatalogue } from './access-catalogue.js';
import { printedSchema } from './print-schema.js';

const officer = sampleUser('u', 'session', ['HOST_OFFICER']);
const RULES: readonly (AccessRule | undefined)[] = [
  undefined,
  { kind: 'public' },
  { kind: 'signed-in' },
  { kind: 'role', roles: ['HOST_OFFICER'] },
  { kind: 'role', roles: ['AUDITOR'] },
];

describe('access', () => {
  it.each([
    [
      'nobody',
      ANONYMOUS,
      false,
      ['FORBIDDEN', 'allowed', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ],
    [
      'an invitee',
      { kind: 'invitee', tokenHash: 'x' } as const,
      true,
      ['FORBIDDEN', 'allowed', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ],
    ['an officer', officer, false, ['FORBIDDEN', 'allowed', 'allowed', 'allowed', 'FORBIDDEN']],
    ['an officer who writes', officer, true, ['FORBIDDEN', 'allowed', 'allowed', 'allowed', 'FORBIDDEN']],
    [
      'a reading token',
      { ...officer, canWrite: false },
      false,
      ['FORBIDDEN', 'allowed', 'allowed', 'allowed', 'FORBIDDEN'],
    ],
    [
      'a reading token that writes',
      { ...officer, canWrite: false },
      true,
      ['FORBIDDEN', 'allowed', 'TOKEN_ONLY_READS', 'TOKEN_ONLY_READS', 'TOKEN_ONLY_READS'],
    ],
  ])('of %s, rule by rule', (_name, actor, isWrite, verdicts) => {
    expect(RULES.map((rule) => judgeAccess(rule, actor, isWrite))).toEqual(verdicts);
  });
});

describe('the catalogue', () => {
  let api: SampleApp;
  beforeAll(async () => {
    api = await startSampleApp();
  });
  afterAll(() => api.close());

  it('lists every root field of the schema with its rule', () => {
    const { rules } = { rules: api.app.get(AccessCatalogue, { strict: false }).rules() };
    expect(Object.fromEntries(rules)).toEqual({
      'Query.node': { kind: 'public' },
      'Query.nodes': { kind: 'public' },
      'Query.talks': { kind: 'signed-in' },
      'Query.talk': { kind: 'public' },
      'Query.failing': { kind: 'public' },
      'Query.failingAtOnce': { kind: 'public' },
      'Query.brokenTalks': { kind: 'public' },
      'Query.slowly': { kind: 'public' },
      'Query.isDear': { kind: 'public' },
      'Query.auditorsOnly': { kind: 'role', roles: ['AUDITOR'] },
      'Query.whoAmI': { kind: 'public' },
      'Mutation.renameTalk': { kind: 'signed-in' },
      'Subscription.talkChanged': { kind: 'role', roles: ['HOST_OFFICER'] },
    });
  });

  it('stops a process that has a bare field', () => {
    @Resolver()
    class BareResolver {
      @Query(() => String)
      forgotten(): string {
        return '';
      }
    }
    const providers = new Map([['BareResolver', { instance: new BareResolver() }]]);
    const modules = new Map([['m', { providers }]]) as unknown as ModulesContainer;
    expect(() => new AccessCatalogue(modules).refuseBareFields()).toThrow(
      'These root fields declare no @Access: Query.forgotten',
    );
  });

  it('goes with a schema whose payloads and connections follow from their tables', () => {
    const schema = printedSchema(api.app);
    const withoutDescriptions = schema
      .replaceAll(/^ *"""(?:.*"""|[^"]*""")\n/gm, '')
      .replaceAll(/\n{2,}(?= )/g, '\n');
    for (const part of [
      'interface UserError {\n  code: ErrorCode!\n  message: String!\n  path: [String!]!\n}',
      'type RenameTalkError implements UserError {\n  code: ErrorCode!\n  message: String!\n  path: [String!]!\n  takenBy: Talk\n}',
      'type RenameTalkPayload {\n  count: Int!\n  errors: [RenameTalkError!]!\n  talk: Talk\n}',
    ]) {
      expect(withoutDescriptions).toContain(part);
    }
    const inOneLine = withoutDescriptions.replaceAll(/\s+/g, ' ');
    for (const part of [
      'type TalkConnection { edges: [TalkEdge!]! nodes: [Talk!]! pageInfo: PageInfo! totalCount: Int! }',
      'talks( after: String before: String filter: TalkFilter first: Int last: Int ): TalkConnection!',
    ]) {
      expect(inOneLine).toContain(part);
    }
    expect(schema).toContain('stands for more than 10,000\n  """\n  totalCount: Int!\n}');
  });
});
