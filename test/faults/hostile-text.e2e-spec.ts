import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { encodeCursor, newId } from '#libs/kernel';
import { ask, type Asked, Conversation } from '#libs/platform/testing';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  submitNomination,
} from '../journeys/operations.js';
import { invitedOrganisation } from '../support/organisation-invitations.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Leaf, SchemaWalk } from './support/schema-walk.js';

let product: Product;
let drafted = '';
beforeAll(async () => {
  product = await startProduct({
    withoutWorker: true,
    places: 10_000,
    environment: { CALLER_OBJECTS_PER_SECOND: '1000000' },
  });
  drafted = await draft();
});
afterAll(() => product.close());

/** What people and programs have sent to break a server. */
const TEXTS: readonly unknown[] = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfff\ud800b',
  'Ana \u202eretsuM',
  'x'.repeat(10_000),
  'é'.repeat(10_000),
  '%_\\',
  '%00',
  `'; DROP TABLE nominations.nomination; --`,
  '{"$ne":null}',
  'infinity',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999-23:59',
  '3000000000',
  '9'.repeat(400),
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-7FFF-BFFF-FFFFFFFFFFFF',
];
const RANDOM = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 6, seed: 1 });
const NUMBERS: readonly unknown[] = [
  0,
  -1,
  2_147_483_647,
  -2_147_483_648,
  3_000_000_000,
  Number.MAX_VALUE,
  0.5,
  '1',
];

const sample = (name: string, scalar: string): unknown => {
  const { world } = product;
  const known: Record<string, unknown> = {
    id: drafted,
    conferenceId: world.conferenceId,
    bodyId: world.icc,
    constituencyId: world.business,
    subjectId: drafted,
    idempotencyKey: randomUUID(),
    version: 1,
    language: 'en',
    until: '2018-04-19',
    replyBy: '2199-09-15',
  };
  const byScalar: Record<string, unknown> = { Int: 1, ID: newId(), EmailAddress: 'ana.muster@example.org' };
  return known[name] ?? byScalar[scalar] ?? 'Ana Muster';
};
const walk = new SchemaWalk(readFileSync('schema.graphql', 'utf8'), sample);
const leaves = walk.leaves();
const nameOf = ({ kind, field, path }: Leaf): string => `${kind} ${field}(${path.join('.')})`;

/** Who gets furthest with a mutation; whoever is not named here is the administrator. */
const CALLERS: Readonly<Record<string, Person>> = {
  createNomination: 'iccCoordinator',
  updateNomination: 'iccCoordinator',
  markReady: 'iccNominator',
  unmarkReady: 'iccNominator',
  submitNomination: 'iccCoordinator',
  correctEmail: 'iccCoordinator',
  correctPerson: 'iccCoordinator',
  withdrawNomination: 'iccCoordinator',
  substituteNominee: 'iccCoordinator',
  recommendNomination: 'officer',
  returnNomination: 'officer',
  decideNomination: 'approver',
  reopenNomination: 'approver',
  releaseDecisions: 'approver',
  judgeDuplicate: 'officer',
  createOrganisationInvitation: 'officer',
  updateOrganisationInvitation: 'officer',
  approveOrganisationInvitation: 'approver',
  sendOrganisationInvitation: 'officer',
  acknowledgeOrganisationInvitation: 'officer',
  acceptOrganisationInvitation: 'officer',
  askOrganisationInvitation: 'officer',
  declineOrganisationInvitation: 'officer',
  admitOrganisationInvitation: 'officer',
  regretOrganisationInvitation: 'officer',
  extendOrganisationInvitation: 'officer',
  revokeOrganisationInvitation: 'officer',
  createWebhookEndpoint: 'iccCoordinator',
  loadImportList: 'iccCoordinator',
  sayOfImportList: 'iccCoordinator',
  offerPlaces: 'iccCoordinator',
  writeNote: 'iccCoordinator',
  updateNote: 'iccCoordinator',
  deleteNote: 'iccCoordinator',
  deleteAttachment: 'iccCoordinator',
};
/** Of an act and of its form for many things. */
const actOf = (field: string): string => field.replace(/Many$/, '');
const callerOf = ({ field }: Leaf): Person => CALLERS[actOf(field)] ?? 'administrator';
const READERS: readonly (Person | undefined)[] = ['administrator', 'iccCoordinator', undefined];

async function draft(): Promise<string> {
  const { conferenceId, icc, business } = product.world;
  const { nomination } = await createNomination(product.as('iccCoordinator'), {
    conferenceId,
    bodyId: icc,
    constituencyId: business,
    person: { name: 'Ana Muster', email: `ana.${randomUUID()}@example.org` },
  });
  return nomination?.id ?? '';
}

async function organisation(): Promise<Subject> {
  const input = {
    idempotencyKey: randomUUID(),
    conferenceId: product.world.conferenceId,
    names: [{ language: 'en', official: `Sample Society ${randomUUID()}` }],
    allowsLikelySame: true,
  };
  const { createOrganisation } = await product
    .as('administrator')
    .data<{ createOrganisation: { organisation: Subject } }>(
      'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { organisation { id version } } }',
      { input },
    );
  return createOrganisation.organisation;
}

interface Subject {
  readonly id: string;
  readonly version: number;
}

/** By mutation: subjects that a refusal has left as they were. */
const unchanged = new Map<string, Subject[]>();

/** The state from which an act on the invitation of an organisation leads. */
const INVITED: Readonly<Record<string, string>> = {
  updateOrganisationInvitation: 'DRAFT',
  approveOrganisationInvitation: 'DRAFT',
  sendOrganisationInvitation: 'APPROVED',
  acknowledgeOrganisationInvitation: 'SENT',
  acceptOrganisationInvitation: 'SENT',
  askOrganisationInvitation: 'REGRETS',
  declineOrganisationInvitation: 'REGRETS',
  admitOrganisationInvitation: 'REGRETS',
  regretOrganisationInvitation: 'ACCEPTED',
  extendOrganisationInvitation: 'LAPSED',
  revokeOrganisationInvitation: 'LAPSED',
};

/** A nomination, an organisation or its invitation that is where the mutation can change it, so that the text comes as far as it can. */
async function subjectOf(field: string): Promise<Subject | undefined> {
  const kept = unchanged.get(field)?.pop();
  if (kept !== undefined) return kept;
  const act = actOf(field);
  if (['updateOrganisation', 'setOrganisationContacts'].includes(act)) return organisation();
  const state = INVITED[act];
  if (state !== undefined) return { ...(await invitedOrganisation(product, { state })), version: 1 };
  const steps = ['updateNomination', 'markReady', 'submitNomination', 'withdrawNomination'].includes(act)
    ? 1
    : [
          'recommendNomination',
          'returnNomination',
          'correctEmail',
          'correctPerson',
          'substituteNominee',
        ].includes(act)
      ? 2
      : { decideNomination: 3, reopenNomination: 4 }[act];
  if (steps === undefined) return undefined;
  const id = await draft();
  if (steps > 1) await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
  if (steps > 2) {
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
  }
  if (steps > 3) await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
  return { id, version: steps === 1 ? 1 : 2 };
}

async function send(leaf: Leaf, value: unknown, caller: Person | undefined): Promise<Asked> {
  const variables = structuredClone(walk.variables(leaf, value)) as Record<string, unknown>;
  const subject = isAboutSubject(leaf) ? await subjectOf(leaf.field) : undefined;
  if (subject !== undefined) {
    const input = variables.input as Record<string, unknown>;
    const isOfMany = actOf(leaf.field) !== leaf.field;
    if (isOfMany) input.items = [subject];
    if (!isOfMany && leaf.path[0] !== 'id') variables.id = subject.id;
    if (!isOfMany && leaf.path[1] !== 'version') input.version = subject.version;
  }
  // Names that are not on a document are limited: each text is to be looked at.
  if (leaf.field === 'checkDocument') await product.admin.query('DELETE FROM access.rate_limit');
  const answer = await ask(product.url, walk.operation(leaf), {
    variables,
    ...(caller === undefined ? {} : { token: product.tokenOf(caller) }),
  });
  if (subject !== undefined && wasRefused(answer, leaf.field))
    unchanged.set(leaf.field, [...(unchanged.get(leaf.field) ?? []), subject]);
  return answer;
}

/** Where the text is in what names the many, it names others. */
const isAboutSubject = ({ field, path }: Leaf): boolean => actOf(field) === field || path[1] !== 'items';

/** As a whole; where many are done one by one, what was refused of each is told elsewhere. */
function wasRefused({ data, errors }: Asked, field: string): boolean {
  const payload = data?.[field] as { readonly errors?: readonly unknown[] } | null | undefined;
  return errors.length > 0 || (payload?.errors ?? []).length > 0;
}

/**
 * Faults, refusals that only the database has thought of (they have no path to what is wrong), and texts that were
 * not looked at because their sender had asked for too much before.
 */
function faultsOf({ status, codes, errors, text }: Asked): readonly unknown[] {
  const isFault =
    status >= 500 ||
    codes.some((code) => ['INTERNAL', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED'].includes(String(code)));
  const isFromDatabase = errors.some(
    ({ extensions }) =>
      extensions?.code === 'INVALID_INPUT' && !('inputPath' in extensions || 'problems' in extensions),
  );
  return isFault || isFromDatabase || text === '' ? [status, text.slice(0, 300)] : [];
}

async function inTurns<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

describe('row 22: hostile text', () => {
  it('can be written in many places', () => {
    expect(leaves.length).toBeGreaterThan(100);
    expect(leaves.map(nameOf)).toEqual(
      expect.arrayContaining([
        'query nominations(filter.search)',
        'query organisations(filter.search)',
        'mutation revokeOrganisationInvitation(input.reason)',
        'query auditEvents(filter.actions)',
        'mutation updateNomination(input.person.name)',
        'mutation loadWatchList(input.entries.note)',
        'subscription inboxChanged(conferenceId)',
      ]),
    );
  });

  it.each(leaves.filter(({ kind }) => kind !== 'subscription').map((leaf) => [nameOf(leaf), leaf] as const))(
    'in %s is answered or refused, never a fault',
    async (_name, leaf) => {
      const readers = leaf.kind === 'query' ? READERS : [callerOf(leaf), undefined];
      const values = leaf.scalar === 'Int' ? NUMBERS : [...TEXTS, ...RANDOM];
      const faults: unknown[] = [];
      await inTurns(
        readers.flatMap((reader) => values.map((value) => ({ reader, value }))),
        async ({ reader, value }) => {
          for (const fault of faultsOf(await send(leaf, value, reader))) {
            faults.push({ reader, value: String(value).slice(0, 60), fault });
          }
        },
      );
      expect(faults).toEqual([]);
    },
  );
});

describe('row 22: hostile text in subscriptions', () => {
  it.each(leaves.filter(({ kind }) => kind === 'subscription').map((leaf) => [nameOf(leaf), leaf] as const))(
    '%s is heard about or refused, and the connection stays',
    async (_name, leaf) => {
      const socket = new WebSocket(`${product.url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']);
      const conversation = new Conversation(socket);
      await conversation.opened();
      conversation.say({
        type: 'connection_init',
        payload: { authorization: `Bearer ${product.tokenOf('officer')}` },
      });
      await conversation.hears('connection_ack');
      for (const [index, value] of TEXTS.entries()) {
        const payload = { query: walk.operation(leaf), variables: walk.variables(leaf, value) };
        conversation.say({ id: String(index), type: 'subscribe', payload });
        conversation.say({ id: String(index), type: 'complete' });
      }
      await conversation.settles();
      expect(JSON.stringify([...conversation.heard('error'), ...conversation.heard('next')])).not.toMatch(
        /INTERNAL|SERVICE_UNAVAILABLE/,
      );
      conversation.end();
    },
  );
});

describe('the walk itself', () => {
  it('asks honest questions that the schema takes, and comes through where nothing is hostile', async () => {
    const answers = await Promise.all(
      [
        'query nominations(filter.search)',
        'query inbox(filter.search)',
        'query auditEvents(filter.actions)',
        'mutation updateNomination(input.person.name)',
        'mutation correctPerson(input.name)',
        'mutation decideNomination(input.reasonText)',
        'mutation reopenNomination(input.reason)',
      ].map(async (name) => {
        const leaf = leaves.find((one) => nameOf(one) === name) as Leaf;
        const { status, data, codes } = await send(leaf, 'Ana', callerOf(leaf));
        const payload = data?.[leaf.field] as { nodes?: unknown[]; errors?: unknown[] };
        return { name, status, codes, refusals: payload.errors ?? [] };
      }),
    );
    expect(answers).toEqual(answers.map(({ name }) => ({ name, status: 200, codes: [], refusals: [] })));
  });
});

describe('row 22: cursors made by hand', () => {
  const id = '0199aaaa-0000-7000-8000-000000000007';
  const LISTS: Readonly<Record<string, string>> = {
    nominations:
      'nominations(conferenceId: $c, after: $after, orderBy: { field: FIELD }) { nodes { id } totalCount }',
    inbox: 'inbox(filter: { conferenceId: $c }, after: $after) { nodes { id } totalCount }',
    messages: 'messages(conferenceId: $c, after: $after) { nodes { id } totalCount }',
    auditEvents: 'auditEvents(conferenceId: $c, after: $after) { nodes { id } totalCount }',
    changes: 'changes(conferenceId: $c, after: $after) { nodes { kind } totalCount }',
  };
  const page = (list: string, key: readonly (string | number | null)[]): Promise<Asked> => {
    const [name = '', field = ''] = list.split(' by ');
    return ask(product.url, `query ($c: ID!, $after: String!) { ${LISTS[name]?.replace('FIELD', field)} }`, {
      token: product.tokenOf('administrator'),
      variables: { c: product.world.conferenceId, after: encodeCursor(key) },
    });
  };

  it.each([
    ['nominations by UPDATED_AT', ['2011-99-99 99:99:99+00', id]],
    ['nominations by UPDATED_AT', ['2011-02-30 00:00:00+00', id]],
    ['nominations by UPDATED_AT', [7, id]],
    ['nominations by UPDATED_AT', [null, id]],
    ['nominations by RANK', [3_000_000_000, id]],
    ['nominations by RANK', [0, id]],
    ['nominations by RANK', [1.5, id]],
    ['nominations by RANK', ['1', id]],
    ['nominations by NAME', ['a\u0000', id]],
    ['nominations by NAME', ['\ud800', id]],
    ['nominations by NAME', [7, id]],
    ['nominations by CREATED_AT', ['2011-11-01 09:00:00+00', id]],
    ['nominations by CREATED_AT', [null, 'x']],
    ['nominations by CREATED_AT', [null, null]],
    ['inbox', ['2011-99-99 99:99:99+00', id]],
    ['inbox', ['0000-01-01 00:00:00+00', id]],
    ['inbox', [7, id]],
    ['inbox', ['2011-11-01 09:00:00+00', 7]],
    ['messages', [null]],
    ['messages', [7]],
    ['messages', ['x']],
    ['auditEvents', [null]],
    ['auditEvents', ['x']],
    ['changes', [id]],
    ['changes', [0, '0', id]],
  ])('for %s with %j are refused, with the path to them', async (list, key) => {
    const { status, errors } = await page(list, key);
    expect({ status, extensions: errors.map(({ extensions }) => extensions) }).toEqual({
      status: 200,
      extensions: [{ code: 'INVALID_INPUT', inputPath: ['after'], requestId: expect.any(String) }],
    });
  });

  it.each([
    ['nominations by UPDATED_AT', ['2011-11-01 09:00:00.123456+00', id]],
    ['nominations by RANK', [2_147_483_647, id]],
    ['nominations by NAME', ['zoë', id]],
    ['nominations by CREATED_AT', [null, id]],
    ['inbox', ['2011-11-01 09:00:00+00', id]],
    ['messages', [id]],
    ['auditEvents', [id]],
  ])('for %s with %j are answered where their parts fit the list', async (list, key) => {
    expect(await page(list, key)).toMatchObject({ status: 200, errors: [] });
  });

  const searches = leaves.filter(({ kind, path }) => kind === 'query' && path.at(-1) === 'search');

  it('and there are searches of these lists', () => {
    expect(searches.map(nameOf).sort()).toEqual([
      'query auditEvents(filter.search)',
      'query inbox(filter.search)',
      'query matchingInbox(filter.search)',
      'query matchingNominations(filter.search)',
      'query messages(filter.search)',
      'query nominations(filter.search)',
      'query organisationInvitationFigures(filter.search)',
      'query organisationInvitations(filter.search)',
      'query organisations(filter.search)',
      'query staff(search)',
      'query watchList(search)',
    ]);
  });

  it.each(searches.map((leaf) => [nameOf(leaf), leaf] as const))(
    'and what cannot be stored is refused in %s before the database sees it',
    async (_name, leaf) => {
      const answers = await Promise.all(
        ['\u0000', '\ud800', 'x'.repeat(201)].map((text) => send(leaf, text, 'administrator')),
      );
      expect(answers.map(({ errors }) => errors.map(({ extensions }) => extensions))).toEqual(
        answers.map(() => [{ code: 'INVALID_INPUT', inputPath: leaf.path, requestId: expect.any(String) }]),
      );
    },
  );
});
