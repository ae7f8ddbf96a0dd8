import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, graphqlClient, type GraphqlClient } from '#libs/testing';
import { issueToken } from '../support/issue-token.js';
import { type Listener, listen } from '../support/listener.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, submitNomination, versionOf, withdrawNomination } from './operations.js';

const ERRORS = 'errors { code message path }';
const NOTE = 'id side subjectType subjectId text version createdAt changedAt canChange author { name }';
const HOSTS: readonly Person[] = ['officer', 'approver', 'administrator', 'auditor'];
const BODY: readonly Person[] = ['iccCoordinator', 'iccNominator', 'iccViewer'];
const OTHERS: readonly Person[] = ['chCoordinator', 'chNominator'];

interface Note {
  readonly id: string;
  readonly text: string;
  readonly version: number;
  readonly changedAt: string | null;
  readonly [field: string]: unknown;
}
interface Done {
  readonly note?: Note | null;
  readonly isDeleted?: boolean;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let product: Product;
let nomination: string;
const listeners: Listener[] = [];

beforeAll(async () => {
  product = await startProduct({ places: 20, withoutWorker: true });
  nomination = await submitted('Noted Upon');
});
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.end()));
  await product.close();
});

async function submitted(name: string): Promise<string> {
  const icc = product.as('iccCoordinator');
  const made = await createNomination(icc, nomineesOf(product).draft(name));
  const id = made.nomination?.id ?? '';
  await submitNomination(icc, id, { version: 1 });
  return id;
}

/** Somebody of the world, or whoever has another token. */
type Who = Person | GraphqlClient;
const as = (who: Who): GraphqlClient => (typeof who === 'string' ? product.as(who) : who);

async function act(person: Who, name: string, input: object, id?: string): Promise<Done> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const result = name === 'deleteNote' ? 'isDeleted' : `note { ${NOTE} }`;
  const [declared, passed] = id === undefined ? ['', ''] : ['$id: ID!, ', 'id: $id, '];
  const data = await as(person).data<Record<string, Done>>(
    `mutation (${declared}$input: ${type}!) { ${name}(${passed}input: $input) { ${result} ${ERRORS} } }`,
    { ...(id === undefined ? {} : { id }), input: { idempotencyKey: randomUUID(), ...input } },
  );
  return data[name] as Done;
}

const write = (person: Who, text: string, subjectId = nomination, more: object = {}): Promise<Done> =>
  act(person, 'writeNote', { subjectId, text, ...more });

async function written(person: Person, text: string, subjectId = nomination): Promise<Note> {
  const { note, errors } = await write(person, text, subjectId);
  expect(errors).toEqual([]);
  return note as Note;
}

const codesOf = ({ errors }: Done): readonly string[] => errors.map(({ code }) => code);

async function textsOf(person: Who, id = nomination): Promise<readonly string[]> {
  const data = await as(person).data<{ nomination: { notes: { nodes: Note[] } } | null }>(
    'query ($id: ID!) { nomination(id: $id) { notes(first: 100) { nodes { text } totalCount } } }',
    { id },
  );
  return data.nomination?.notes.nodes.map(({ text }) => text) ?? [];
}

/** Everything that somebody can ask about the nomination, its trail and its changes, as text. */
async function everythingFor(person: Person, ids: readonly string[] = []): Promise<string> {
  const client = product.as(person);
  const { conferenceId } = product.world;
  const whole = await client.data(
    `query ($id: ID!, $c: ID!) {
      nomination(id: $id) { id version state updatedAt availableActions messages { id } history(first: 100) { totalCount nodes { id action summary } } }
      auditEvents(conferenceId: $c, first: 100) { totalCount nodes { id action subjectId summary } }
      changes(conferenceId: $c, first: 100) { totalCount nodes { kind subjectId } }
      nominations(conferenceId: $c, first: 50) { nodes { id version updatedAt notes(first: 5) { totalCount nodes { text } } } }
    }`,
    { id: nomination, c: conferenceId },
  );
  const nodes = await Promise.all(
    ids.map((id) => client.data('query ($id: ID!) { node(id: $id) { id } }', { id })),
  );
  return JSON.stringify([whole, nodes]);
}

/** Until no older transaction holds the feed up: other tests' databases are on the same server. */
const settled = (): Promise<unknown> =>
  drain(
    async () => {
      const { rows } = await product.admin.query<{ waiting: number }>(
        'SELECT count(*)::int AS waiting FROM audit.event WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())',
      );
      return rows[0]?.waiting === 0;
    },
    { what: 'the feed to catch up', timeoutMs: 30_000 },
  );

describe('an internal note', () => {
  it('of the host is read by all of the host, and by nobody of a body', async () => {
    const id = await submitted('Of The Host');
    const note = await written('officer', ' Ask the minister.\nThen decide. ', id);
    expect(note).toMatchObject({
      side: 'HOST',
      subjectType: 'nomination',
      subjectId: id,
      text: 'Ask the minister.\nThen decide.',
      version: 1,
      changedAt: null,
      canChange: true,
    });
    await written('approver', 'I agree', id);
    await written('administrator', 'So do I', id);
    for (const person of HOSTS)
      expect([person, await textsOf(person, id)]).toEqual([
        person,
        ['So do I', 'I agree', 'Ask the minister.\nThen decide.'],
      ]);
    for (const person of [...BODY, ...OTHERS])
      expect([person, await textsOf(person, id)]).toEqual([person, []]);
  });

  it('of a body is read by its people, and by nobody of the host or of another body', async () => {
    const id = await submitted('Of The Body');
    await written('iccCoordinator', 'She prefers the afternoon', id);
    expect(await written('iccNominator', 'Her office agrees', id)).toMatchObject({ side: 'BODY' });
    for (const person of BODY)
      expect([person, await textsOf(person, id)]).toEqual([
        person,
        ['Her office agrees', 'She prefers the afternoon'],
      ]);
    for (const person of [...HOSTS, ...OTHERS])
      expect([person, await textsOf(person, id)]).toEqual([person, []]);
  });

  it.each([
    ['officer', 'iccCoordinator'],
    ['iccCoordinator', 'officer'],
  ] as const)('of %s leaves nothing that %s could see, whatever becomes of it', async (writer, onlooker) => {
    const [mine, theirs]: (readonly Person[])[] = writer === 'officer' ? [HOSTS, BODY] : [BODY, HOSTS];
    await settled();
    const watched = [...(theirs ?? []), ...OTHERS];
    const listener = listen(
      product.url,
      { token: product.tokenOf(onlooker) },
      'subscription ($id: ID!) { nominationChanged(id: $id) { kind } }',
      { id: nomination },
    );
    listeners.push(listener);
    // That some may have been lost is told of the connection, whatever has happened.
    const heard = (): unknown[] =>
      listener.events.filter((event) => !JSON.stringify(event).includes('MISSED'));
    const hear = (count: number) =>
      drain(() => heard().length >= count, { what: 'an event', timeoutMs: 30_000 });
    await hear(1);
    const before = new Map<Person, string>();
    for (const person of watched) before.set(person, await everythingFor(person));
    const ofOwn = await versionOf(product.as(writer), nomination);

    const note = await written(writer, 'CANARY of a note');
    const changed = await act(writer, 'updateNote', { version: 1, text: 'CANARY again' }, note.id);
    expect(changed.note).toMatchObject({ text: 'CANARY again', version: 2 });
    expect(changed.note?.changedAt).not.toBeNull();
    const { rows: entries } = await product.admin.query<{ id: string; details: unknown }>(
      `SELECT id, details FROM audit.event WHERE action LIKE 'note.%' AND details ->> 'noteId' = $1 ORDER BY id`,
      [note.id],
    );
    expect(entries.map(({ details }) => details)).toEqual([{ noteId: note.id }, { noteId: note.id }]);
    await settled();
    const hidden = [note.id, ...entries.map(({ id }) => id)];
    const nulls = hidden.map(() => ({ node: null }));
    for (const person of watched) {
      const [whole] = JSON.parse(before.get(person) ?? '[]') as unknown[];
      expect([person, JSON.parse(await everythingFor(person, hidden))]).toEqual([person, [whole, nulls]]);
      for (const [name, input] of [
        ['updateNote', { version: 2, text: 'Mine now' }],
        ['deleteNote', { version: 2 }],
      ] as const)
        expect([person, codesOf(await act(person, name, input, note.id))]).toEqual([person, ['NOT_FOUND']]);
    }
    for (const person of mine ?? []) {
      const own = await everythingFor(person, hidden);
      expect([person, own.includes('CANARY again'), own.includes('note.updated')]).toEqual([
        person,
        true,
        true,
      ]);
    }
    expect(await versionOf(product.as(writer), nomination)).toBe(ofOwn);

    expect(await act(writer, 'deleteNote', { version: 2 }, note.id)).toMatchObject({
      isDeleted: true,
      errors: [],
    });
    await settled();
    for (const person of watched) {
      const [whole] = JSON.parse(before.get(person) ?? '[]') as unknown[];
      expect([person, JSON.parse(await everythingFor(person, hidden))]).toEqual([person, [whole, nulls]]);
    }
    const { rows } = await product.admin.query(
      `SELECT FROM notes.note WHERE id = $1 UNION ALL SELECT FROM audit.event e WHERE e::text LIKE '%CANARY%'`,
      [note.id],
    );
    expect(rows).toEqual([]);
    const own = await everythingFor(writer, [note.id]);
    expect(own).toContain('note.deleted');
    expect(own).not.toContain('CANARY');

    // What the onlooker hears next is of their own side.
    await written(onlooker, 'Of the other side');
    await hear(2);
    expect(heard()).toEqual(
      ['BEGINNING', 'CHANGED'].map((kind) => ({ data: { nominationChanged: { kind } } })),
    );
  });

  it('of a body leaves entries that name no conference, one of the host entries that name no body', async () => {
    const { rows } = await product.admin.query<{
      action: string;
      conference: string | null;
      body: string | null;
    }>(
      `SELECT DISTINCT action, conference_id::text AS conference, body_id::text AS body FROM audit.event
       WHERE action = 'note.written' ORDER BY body`,
    );
    const { conferenceId, icc } = product.world;
    expect(rows).toEqual([
      { action: 'note.written', conference: null, body: icc },
      { action: 'note.written', conference: conferenceId, body: null },
    ]);
  });

  it('is changed and deleted by its author alone, in the version that they have read', async () => {
    const id = await submitted('By Its Author');
    for (const [author, colleagues] of [
      ['officer', ['otherOfficer', 'administrator', 'auditor']],
      ['iccCoordinator', ['iccNominator', 'iccViewer']],
    ] as const) {
      const note = await written(author, 'Mine', id);
      for (const colleague of colleagues) {
        expect(codesOf(await act(colleague, 'updateNote', { version: 1, text: 'Ours' }, note.id))).toEqual([
          'FORBIDDEN',
        ]);
        expect(codesOf(await act(colleague, 'deleteNote', { version: 1 }, note.id))).toEqual(['FORBIDDEN']);
      }
      for (const [name, input] of [
        ['updateNote', { version: 2, text: 'Other' }],
        ['deleteNote', { version: 2 }],
      ] as const)
        expect(codesOf(await act(author, name, input, note.id))).toEqual(['VERSION_CONFLICT']);
      expect((await textsOf(author, id))[0]).toBe('Mine');
    }
  });

  it('is written by nobody who only reads, and on nothing that is out of sight', async () => {
    const offered = async (person: Person) =>
      (
        await product
          .as(person)
          .data<{ nomination: { noteSides: string[] } }>(
            'query ($id: ID!) { nomination(id: $id) { noteSides } }',
            { id: nomination },
          )
      ).nomination.noteSides;
    for (const person of ['auditor', 'iccViewer'] as const) {
      expect([person, codesOf(await write(person, 'No'))]).toEqual([person, ['FORBIDDEN']]);
      expect(await offered(person)).toEqual([]);
    }
    for (const person of OTHERS) expect(codesOf(await write(person, 'No'))).toEqual(['NOT_FOUND']);
    expect(await offered('officer')).toEqual(['HOST']);
    expect(await offered('iccNominator')).toEqual(['BODY']);
    expect(codesOf(await write('officer', 'No', nomination, { side: 'BODY' }))).toEqual(['FORBIDDEN']);
    expect(codesOf(await write('iccNominator', 'No', nomination, { side: 'HOST' }))).toEqual(['FORBIDDEN']);
    expect(codesOf(await write('officer', 'No', randomUUID()))).toEqual(['NOT_FOUND']);
  });

  it('says something, in 2,000 characters at most', async () => {
    expect(await write('officer', ' ')).toMatchObject({
      errors: [{ code: 'INVALID_INPUT', path: ['input', 'text'] }],
    });
    expect(codesOf(await write('officer', 'é'.repeat(2_001)))).toEqual(['INVALID_INPUT']);
    expect(codesOf(await write('officer', 'é'.repeat(2_000)))).toEqual([]);
  });

  it('is the two-hundredth of its side at most, and neither side counts the other’s', async () => {
    const id = await submitted('Much Noted');
    const { officer } = product.world.people;
    await product.admin.query(
      `INSERT INTO notes.note (id, conference_id, subject_type, subject_id, author_id, text)
       SELECT gen_random_uuid(), $1, 'nomination', $2, $3, 'Note ' || n FROM generate_series(1, 199) AS n`,
      [product.world.conferenceId, id, officer.userId],
    );
    const both = await Promise.all([write('officer', 'Last', id), write('approver', 'Last', id)]);
    expect(both.flatMap(codesOf)).toEqual(['FORBIDDEN']);
    expect(codesOf(await write('iccCoordinator', 'First', id))).toEqual([]);
  });

  it('stays readable, and is written, when the nomination was withdrawn', async () => {
    const id = await submitted('Withdrawn Later');
    await written('officer', 'Of the host', id);
    await written('iccCoordinator', 'Of the body', id);
    await withdrawNomination(product.as('iccCoordinator'), id, {});
    await written('iccCoordinator', 'Why we withdrew', id);
    expect(await textsOf('officer', id)).toEqual(['Of the host']);
    expect(await textsOf('iccViewer', id)).toEqual(['Why we withdrew', 'Of the body']);
  });

  it('of somebody of both sides is for the side that they name', async () => {
    const id = await submitted('Of Both Sides');
    const { administrator } = product.world.people;
    await product.admin.query(
      `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, 'PARTNER_COORDINATOR')`,
      [randomUUID(), administrator.userId, product.world.conferenceId, product.world.icc],
    );
    const client = graphqlClient(`${product.url}/graphql`, {
      token: await issueToken(product.admin, administrator),
    });
    expect(await write(client, 'For whom?', id)).toMatchObject({
      errors: [{ code: 'INVALID_INPUT', path: ['input', 'side'] }],
    });
    await act(client, 'writeNote', { subjectId: id, text: 'For the body', side: 'BODY' });
    await act(client, 'writeNote', { subjectId: id, text: 'For the host', side: 'HOST' });
    expect(await textsOf(client, id)).toEqual(['For the host', 'For the body']);
    expect(await textsOf('officer', id)).toEqual(['For the host']);
    expect(await textsOf('iccViewer', id)).toEqual(['For the body']);
  });
});
