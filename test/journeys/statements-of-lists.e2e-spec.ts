import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { getNamedType, type GraphQLField, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { Database, UnitOfWork } from '#libs/platform';
import { newId } from '#libs/kernel';
import { graphqlClient } from '#libs/testing';
import { feedSettled } from '../support/reads/feed-settled.js';
import { issueBodyToken } from '../support/issue-token.js';
import { invitedOrganisation } from '../support/organisation-invitations.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import { createNomination, recommendNomination, releaseDecisions, submitNomination } from './operations.js';
import { SchemaWalk } from './schema-walk.js';

/** Whoever sees a list at all; what one may not see another may. */
const READERS: readonly Person[] = ['officer', 'approver', 'administrator', 'iccCoordinator'];
const FEW = 2;
const MANY = 12;

let product: Product;
let nominees: Nominees;
let made = 0;

beforeAll(async () => {
  product = await startProduct({
    places: 40,
    withoutWorker: true,
    environment: { CALLER_OBJECTS_PER_SECOND: '999999999' },
  });
  nominees = nomineesOf(product);
});
afterAll(() => product.close());

const letters = (count: number): string =>
  [...String(count)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');

/** Adds rows to every list until each has so many, the list of changes too. */
async function fillTo(count: number): Promise<void> {
  for (; made < count; made += 1) await addOne(`Sample ${letters(made)}`);
  await feedSettled(product.admin);
}

async function addOne(name: string): Promise<void> {
  const { admin, world } = product;
  const { conferenceId } = world;
  const icc = product.as('iccCoordinator');
  const approved = await nominees.decided(`Approved ${name}`, { outcome: 'APPROVE' });
  await releaseDecisions(product.as('approver'), conferenceId, [approved]);
  const waiting = await nominees.decided(`Waiting ${name}`, { outcome: 'APPROVE' });
  const open = (await createNomination(icc, nominees.draft(`Open ${name}`))).nomination?.id ?? '';
  await submitNomination(icc, open, { version: 1 });
  await recommendNomination(product.as('officer'), open, { version: 2, recommendation: 'APPROVE' });
  await admin.query(
    `INSERT INTO nominations.duplicate (conference_id, nomination_id, other_id, score, reasons)
     SELECT $1, one, other, 0.9, '{SAME_NAME}' FROM unnest($2::uuid[], $3::uuid[]) AS v (one, other)`,
    [conferenceId, [open, approved, waiting], [approved, waiting, open]],
  );
  const [user, body] = [newId(), newId()];
  await admin.query('INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $3, $3)', [
    user,
    `Colleague ${name}`,
    `${user}@host.example`,
  ]);
  await admin.query(
    `INSERT INTO access.role_grant (id, user_id, conference_id, role) VALUES ($1, $2, $3, 'HOST_APPROVER')`,
    [newId(), user, conferenceId],
  );
  await admin.query(
    `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at)
     VALUES ($1, $2, $3, now() - interval '1 hour', now() + interval '1 day')`,
    [newId(), conferenceId, user],
  );
  await admin.query(
    `INSERT INTO conference.body (id, conference_id, kind, code, name) VALUES ($1, $2, 'PARTNER', $3, $4)`,
    [body, conferenceId, letters(made).toUpperCase(), `Body ${name}`],
  );
  await admin.query(
    'INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted) VALUES ($1, $2, $3, $4, 1)',
    [newId(), conferenceId, body, world.business],
  );
  const madeBy = world.people.iccCoordinator.userId;
  const token = await issueBodyToken(admin, { conferenceId, bodyId: world.icc, madeBy }, `Register ${name}`);
  const system = graphqlClient(`${product.url}/graphql`, { token });
  await createNomination(system, nominees.draft(`Registered ${name}`));
  await admin.query(
    `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold) VALUES ($1, $2, $3, $3)`,
    [newId(), conferenceId, name],
  );
  await admin.query(
    `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, failed_at, error) VALUES ($1, $2, 'mail', 'send', '{}', now(), 'Error')`,
    [newId(), conferenceId],
  );
  for (const subject of [open, approved, waiting]) {
    await fillNotes(product, subject);
    await fillFiles(product, subject);
  }
  await fillWebhooks(product);
  await fillLists(product);
  await saveView(product);
  await addOrganisation(product);
  await invitedOrganisation(product);
}

/** One more, with a part, one that is merged into it and a contact. */
async function addOrganisation({ admin, world: { conferenceId, people } }: Product): Promise<void> {
  const [kept, merged] = [newId(), newId()];
  const {
    rows: [written],
  } = await admin.query<{ revision: number }>(
    `INSERT INTO organisations.catalogue AS c (conference_id, is_listed, revision) VALUES ($1, false, 1), ($1, true, 1)
     ON CONFLICT (conference_id, is_listed) DO UPDATE SET revision = c.revision + 1 RETURNING revision`,
    [conferenceId],
  );
  for (const [id, parent, into] of [
    [kept, null, null],
    [merged, kept, kept],
    [newId(), kept, null],
  ])
    await admin.query(
      `INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
         mail_domains, is_listed, revision, created_by, parent_id, merged_into)
       VALUES ($1::uuid, $2, 'OTHER', jsonb_build_object('en', 'Sample ' || $1::text), '{}', '{}', '[]', '{}', '{}', true, $3, $4, $5, $6)`,
      [id, conferenceId, written?.revision, people.officer.userId, parent, into],
    );
  await admin.query(
    `INSERT INTO organisations.contact (id, conference_id, organisation_id, list, name, position)
     VALUES (gen_random_uuid(), $1, $2, 'Protocol', 'Olive Specimen', 0)`,
    [conferenceId, kept],
  );
}

/** A view more that somebody of the ICC's shares. */
async function saveView({ admin, world: { conferenceId, icc, people } }: Product): Promise<void> {
  await admin.query(
    `INSERT INTO views.saved_view (id, conference_id, body_id, user_id, list, name, query, is_shared)
     VALUES ($1::uuid, $2, $3, $4, 'NOMINATIONS', $1::text, '', true)`,
    [newId(), conferenceId, icc, people.iccNominator.userId],
  );
}

/** A note of the host's and one of the ICC's. */
async function fillNotes({ admin, world }: Product, subjectId: string): Promise<void> {
  const { officer, iccCoordinator } = world.people;
  for (const [bodyId, { userId }] of [
    [null, officer],
    [world.icc, iccCoordinator],
  ] as const)
    await admin.query(
      `INSERT INTO notes.note (id, conference_id, body_id, subject_type, subject_id, author_id, text)
       VALUES ($1, $2, $3, 'nomination', $4, $5, 'Noted')`,
      [newId(), world.conferenceId, bodyId, subjectId, userId],
    );
}

/** A file of the host's and one of the ICC's. */
async function fillFiles({ admin, world }: Product, subjectId: string): Promise<void> {
  const { officer, iccCoordinator } = world.people;
  for (const [bodyId, { userId }] of [
    [null, officer],
    [world.icc, iccCoordinator],
  ] as const)
    await admin.query(
      `INSERT INTO attachments.attachment (id, conference_id, body_id, subject_type, subject_id, added_by, file_name, content_type, size, sha256, is_shown)
       VALUES ($1, $2, $3, 'nomination', $4, $5, 'letter.pdf', 'application/pdf', 1, repeat('0', 64), true)`,
      [newId(), world.conferenceId, bodyId, subjectId, userId],
    );
}

/** An endpoint of the ICC's; each row is an endpoint more, and a delivery of this one. */
const ENDPOINT = newId();
async function fillWebhooks({ admin, world: { conferenceId, icc } }: Product): Promise<void> {
  for (const id of [ENDPOINT, newId()])
    await admin.query(
      `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, state, place)
       VALUES ($1, $2, $3, 'https://receiver.example/', 'PAUSED', '\\x00') ON CONFLICT DO NOTHING`,
      [id, conferenceId, icc],
    );
  await admin.query(
    `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, kind, subject_type, subject_id, occurred_at, state)
     VALUES ($1, $2, $3, $4, 'nomination.submitted', 'nomination', $1, now(), 'FAILED')`,
    [newId(), ENDPOINT, conferenceId, icc],
  );
}

/** A list of the ICC's; each row is a list more, and a person of this one. */
const LIST = newId();
async function fillLists({ admin, world: { conferenceId, icc, people } }: Product): Promise<void> {
  const reading = { sheets: [], sheet: '', headingRows: [1], headingCandidates: [], told: [] };
  for (const id of [LIST, newId()])
    await admin.query(
      `INSERT INTO import.list (id, conference_id, body_id, created_by, format, row_count, applied_by, reading, said)
       VALUES ($1, $2, $3, $4, 'CSV', 1, $4, $5, '{}') ON CONFLICT DO NOTHING`,
      [id, conferenceId, icc, people.iccCoordinator.userId, JSON.stringify(reading)],
    );
  await admin.query(
    `INSERT INTO import.list_row (list_id, row, conference_id, body_id, cells, is_hidden, is_filtered)
     SELECT $1, n, $2, $3, jsonb_build_object('A', jsonb_build_object('text', CASE n WHEN 1 THEN 'Name' ELSE 'Person ' || n END)), false, false
     FROM (SELECT coalesce(max(row), 0) + 1 AS n FROM import.list_row WHERE list_id = $1) next`,
    [LIST, conferenceId, icc],
  );
}

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

function fieldsOf({ type }: GraphQLField<unknown, unknown>): Fields {
  const named = getNamedType(type);
  return isObjectType(named) ? named.getFields() : {};
}

/** Rendered from what is there; a page of dossiers with them would be refused. */
const WEIGHTY = new Set(['text', 'html']);

/** Texts, numbers, and of objects inside the same once more. */
function selectionOf(field: GraphQLField<unknown, unknown>, depth: number): string {
  if (isLeafType(getNamedType(field.type))) return field.name;
  const fields = fieldsOf(field);
  const asked = field.args.some(({ name }) => name === 'first') ? `${field.name}(first: 5)` : field.name;
  const inner = Object.values(fields.nodes === undefined ? fields : { nodes: fields.nodes })
    .filter((one) => !one.args.some(isRequiredArgument))
    .filter((one) => (isLeafType(getNamedType(one.type)) ? !WEIGHTY.has(one.name) : depth > 0))
    .map((one) => selectionOf(one, one.name === 'nodes' ? depth : depth - 1));
  return inner.length === 0 ? '' : `${asked} { ${inner.filter((text) => text !== '').join(' ')} }`;
}

interface ListField {
  readonly list: string;
  readonly field: string;
  readonly query: string;
}

/** What lists are asked with, by the names of their arguments. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  conferenceId: '$c',
  bodyId: '$b',
  endpointId: '$e',
  listId: '$l',
  first: String(MANY),
  language: '"en"',
  list: 'NOMINATIONS',
  name: '"Open Sample a"',
  typed: '"sample"',
};
const VARIABLES = { $c: 'ID!', $b: 'ID!', $e: 'ID!', $l: 'ID!' };

/** Every field of the entries of every list at the root, each asked for alone. */
function listFields(walk: SchemaWalk): ListField[] {
  return Object.values(walk.fieldsOf('Query')).flatMap((list) => {
    const entries = fieldsOf(list).nodes;
    const isList = String(list.type).startsWith('[');
    if (entries === undefined && !isList && list.name !== 'releasePreview') return [];
    const args = list.args.flatMap(({ name }) => (name in ARGUMENTS ? [`${name}: ${ARGUMENTS[name]}`] : []));
    const root = `${list.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
    const used = Object.entries(VARIABLES).filter(([variable]) =>
      args.some((text) => text.endsWith(variable)),
    );
    const parameters =
      used.length === 0 ? '' : `(${used.map(([name, type]) => `${name}: ${type}`).join(', ')})`;
    return Object.values(fieldsOf(entries ?? list)).flatMap((field) => {
      const text = selectionOf(field, 1);
      if (text === '') return [];
      const selection = entries === undefined ? text : `nodes { ${text} }`;
      return [
        { list: list.name, field: field.name, query: `query ${parameters} { ${root} { ${selection} } }` },
      ];
    });
  });
}

// They are only listened to: what is spied on goes on as it is.
const reads = jest.spyOn(Database.prototype, 'readAll');
const writes = jest.spyOn(UnitOfWork.prototype, 'run');

/** Statements and transactions of this process since it was last asked. */
function counted(): number {
  const count = reads.mock.calls.reduce((sum, [, statements]) => sum + statements.length, 0);
  const all = count + writes.mock.calls.length;
  reads.mockClear();
  writes.mockClear();
  return all;
}

/** Rounds at least, and at most where each has more than was usual before. */
const [ROUNDS, MOST_ROUNDS] = [3, 12];

/**
 * The fewest of some rounds: in between, what is kept of the conference is read again, on a slow machine in several rounds on
 * end.
 */
async function statementsOf(
  person: Person,
  { query }: ListField,
  usual: number,
): Promise<number | 'refused'> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS || (usual > 0 && fewest > usual && round < MOST_ROUNDS); round += 1) {
    counted();
    const { conferenceId, icc } = product.world;
    const variables = {
      ...(query.includes('$c') && { c: conferenceId }),
      ...(query.includes('$b') && { b: icc }),
      ...(query.includes('$e') && { e: ENDPOINT }),
      ...(query.includes('$l') && { l: LIST }),
    };
    const { errors } = await product.as(person).query(query, variables);
    const codes = (errors ?? []).map(({ extensions }) => extensions?.code);
    // What is another body's answers like what does not exist.
    if (codes.includes('FORBIDDEN') || codes.includes('NOT_FOUND')) return 'refused';
    if (codes.length > 0) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    fewest = Math.min(fewest, counted());
  }
  return fewest;
}

describe('every field of every list', () => {
  it(`costs as many statements for ${MANY} rows as for ${FEW}`, async () => {
    const fields = listFields(await SchemaWalk.of(product.as('officer')));
    type Costs = Record<string, number | 'refused'>;
    const costs = async (before: Costs = {}): Promise<Costs> => {
      const found: Costs = {};
      for (const person of READERS)
        for (const one of fields) {
          const cell = `${one.list}.${one.field} of ${person}`;
          const usual = before[cell];
          found[cell] = await statementsOf(person, one, typeof usual === 'number' ? usual : 0);
        }
      return found;
    };
    await fillTo(FEW);
    const few = await costs();
    // The page and the balances of its rows.
    expect(few['nominations.quotaBalance of officer']).toBe(2);
    await fillTo(MANY);
    const many = await costs(few);
    // The service's own looks at its work may add to the fewest of a few rounds, never to those of many rows alone.
    const dearer = Object.entries(many).filter(([cell, cost]) => {
      const before = few[cell] ?? 'refused';
      return typeof cost === 'number' && typeof before === 'number' ? cost > before : cost !== before;
    });
    expect(dearer.map(([cell, cost]) => [cell, few[cell], cost])).toEqual([]);
    // All of them were asked, by somebody who sees them.
    const lists = new Set(fields.map(({ list }) => list));
    expect([...lists].sort()).toEqual([
      'absences',
      'absentColleagues',
      'apiTokens',
      'auditEvents',
      'bodies',
      'changes',
      'conferences',
      'countries',
      'deadLetters',
      'decisionBatches',
      'exportLists',
      'freePlaces',
      'importLists',
      'importRows',
      'inbox',
      'knownNominees',
      'matchingInbox',
      'matchingNominations',
      'messageCatalogue',
      'messages',
      'nominations',
      'organisationInvitationFigures',
      'organisationInvitations',
      'organisationSuggestions',
      'organisationTexts',
      'organisations',
      'ownOrganisationInvitations',
      'placeOffers',
      'possibleDuplicates',
      'quotaBalances',
      'releasePreview',
      'reviewColleagues',
      'savedViews',
      'staff',
      'watchList',
      'webhookDeliveries',
      'webhookEndpoints',
    ]);
  });
});
