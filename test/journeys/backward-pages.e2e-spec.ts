import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { issueBodyToken } from '../support/issue-token.js';
import { invitedOrganisation } from '../support/organisation-invitations.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, submitNomination } from './operations.js';

interface Answered {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const ENTRIES = 5;
const NAMES = ['Ada Sample', 'Basil Beispiel', 'Chloe Exemple', 'Dario Ejemplo', 'Edda Muster'];
let product: Product;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  const { admin, world } = product;
  const icc = product.as('iccCoordinator');
  for (const [index, name] of NAMES.entries()) {
    const draft = nomineesOf(product).draft(name, index < 3 ? { rank: index + 1 } : {});
    const { nomination } = await createNomination(icc, draft);
    await submitNomination(icc, nomination?.id ?? '', { version: 1 });
    await admin.query(
      'INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold) VALUES ($1, $2, $3, lower($3))',
      // Two of one name: their ids decide.
      [newId(), world.conferenceId, index === 1 ? NAMES[0] : name],
    );
    await admin.query(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, failed_at, error) VALUES ($1, $2, 'mail', 'send', '{}', now(), 'Error')`,
      [newId(), world.conferenceId],
    );
    await issueBodyToken(admin, {
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      madeBy: world.people.iccCoordinator.userId,
    });
    await admin.query(
      `INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
         mail_domains, is_listed, revision, created_by)
       VALUES ($1, $2, 'OTHER', jsonb_build_object('en', 'Sample ' || ($3::int / 2)), '{}', '{}', '[]', '{}', '{}', false, $3 + 1, $4)`,
      [newId(), world.conferenceId, index, world.people.officer.userId],
    );
    await admin.query(
      `INSERT INTO organisations.catalogue (conference_id, is_listed, revision) VALUES ($1, false, 1)
       ON CONFLICT (conference_id, is_listed) DO UPDATE SET revision = $2`,
      [world.conferenceId, index + 1],
    );
    await invitedOrganisation(product, { name: `Sample ${index < 2 ? 0 : index}` });
    await admin.query(
      'INSERT INTO approvals.batch (id, conference_id, number, released_by, size) VALUES ($1, $2, $3, $4, 1)',
      [newId(), world.conferenceId, index + 1, world.people.approver.userId],
    );
    await admin.query(
      `INSERT INTO notifications.message (id, conference_id, body_id, kind, subject_type, subject_id, subject_version, recipient_name,
         recipient_email, state, search_text, params) VALUES ($1, $2, $3, 'ROLE_GRANTED', 'test', $1, 1, 'Sample', 'sample@example.org', 'FAILED', 'sample', $4)`,
      [newId(), world.conferenceId, world.icc, { conferenceName: 'Sample', role: 'PARTNER_VIEWER' }],
    );
    // What a body makes and what it is told lie between each other.
    const [from, to] = index % 2 === 0 ? [world.icc, world.chathamHouse] : [world.chathamHouse, world.icc];
    await admin.query(
      `INSERT INTO nominations.place_offer (id, conference_id, body_id, to_body_id, constituency_id, count, state, is_told, offered_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, 1, 'DECLINED', true, $1, now())`,
      [newId(), world.conferenceId, from, to, world.business],
    );
  }
});

afterAll(() => product.close());

const LISTS: readonly (readonly [list: string, person: Person])[] = [
  ['nominations(conferenceId: $c, PAGE)', 'officer'],
  ['nominations(conferenceId: $c, PAGE)', 'iccCoordinator'],
  ['nominations(conferenceId: $c, orderBy: { field: NAME, direction: DESC }, PAGE)', 'iccCoordinator'],
  ['nominations(conferenceId: $c, orderBy: { field: UPDATED_AT, direction: DESC }, PAGE)', 'officer'],
  ['nominations(conferenceId: $c, orderBy: { field: RANK }, PAGE)', 'iccCoordinator'],
  ['nominations(conferenceId: $c, filter: { capacities: [DELEGATE] }, PAGE)', 'officer'],
  ['nominations(conferenceId: $c, filter: { search: "example" }, orderBy: { field: NAME }, PAGE)', 'officer'],
  ['inbox(filter: { conferenceId: $c }, PAGE)', 'officer'],
  ['quotaBalances(conferenceId: $c, PAGE)', 'officer'],
  ['placeOffers(conferenceId: $c, PAGE)', 'officer'],
  ['placeOffers(conferenceId: $c, PAGE)', 'iccCoordinator'],
  ['staff(conferenceId: $c, PAGE)', 'administrator'],
  ['apiTokens(conferenceId: $c, PAGE)', 'administrator'],
  ['watchList(conferenceId: $c, PAGE)', 'officer'],
  ['organisations(conferenceId: $c, PAGE)', 'officer'],
  ['organisations(conferenceId: $c, language: "fr", filter: { search: "s" }, PAGE)', 'officer'],
  ['organisationInvitations(conferenceId: $c, PAGE)', 'officer'],
  ['decisionBatches(conferenceId: $c, PAGE)', 'officer'],
  ['deadLetters(conferenceId: $c, PAGE)', 'administrator'],
  ['auditEvents(conferenceId: $c, PAGE)', 'officer'],
  ['auditEvents(conferenceId: $c, PAGE)', 'iccCoordinator'],
  ['auditEvents(conferenceId: $c, orderBy: RECORDED, PAGE)', 'officer'],
  ['auditEvents(conferenceId: $c, filter: { search: "coordinator" }, PAGE)', 'officer'],
  ['messages(conferenceId: $c, PAGE)', 'officer'],
  ['messages(conferenceId: $c, PAGE)', 'administrator'],
  ['messages(conferenceId: $c, PAGE)', 'iccCoordinator'],
  ['messages(conferenceId: $c, filter: { search: "sample" }, PAGE)', 'officer'],
  ['messages(conferenceId: $c, filter: { states: [FAILED] }, PAGE)', 'officer'],
  ['messages(conferenceId: $c, filter: { states: [FAILED] }, PAGE)', 'iccCoordinator'],
  ['messages(conferenceId: $c, filter: { search: "sample", kinds: [ROLE_GRANTED] }, PAGE)', 'iccCoordinator'],
];

/** What happened to one nomination, oldest first. */
const HISTORY =
  'nomination(id: $id) { history(PAGE) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor } } }';

describe("a nomination's history", () => {
  it('is read from its end, page by page, and as before where no number is named', async () => {
    const icc = product.as('iccCoordinator');
    const { nominations } = await icc.data<{ nominations: { nodes: { id: string }[] } }>(
      'query ($c: ID!) { nominations(conferenceId: $c, last: 1) { nodes { id } } }',
      { c: product.world.conferenceId },
    );
    const id = nominations.nodes[0]?.id;
    const read = async (page: string): Promise<{ nodes: { id: string }[]; pageInfo: object }> => {
      const text = `query ($id: ID!) { ${HISTORY.replace('PAGE', page)} }`;
      return (await icc.data<{ nomination: { history: never } }>(text, { id })).nomination.history;
    };
    await drain(
      async () =>
        (
          await icc.data<{ nomination: { state: string } }>(
            'query ($id: ID!) { nomination(id: $id) { state } }',
            { id },
          )
        ).nomination.state === 'UNDER_REVIEW',
      { what: 'the end of the screening, which is an entry', timeoutMs: 30_000 },
    );
    const whole = await read('first: 100');
    expect(whole.nodes.length).toBeGreaterThan(1);
    const last = await read('last: 1');
    expect(last).toMatchObject({
      nodes: whole.nodes.slice(-1),
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const { startCursor } = last.pageInfo as { startCursor: string };
    expect((await read(`before: "${startCursor}"`)).nodes).toEqual(whole.nodes.slice(0, -1));
    expect((await read('after: null')).nodes).toEqual(whole.nodes);
  });
});

const textOf = (list: string): string =>
  `query ($c: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    page: ${list.replace('PAGE', 'first: $first, after: $after, last: $last, before: $before')} {
      edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

describe.each(LISTS)('%s as %s', (list, person) => {
  const ask = (page: object) =>
    product.as(person).query<{ page: Answered }>(textOf(list), { c: product.world.conferenceId, ...page });
  const read = async (page: object): Promise<Answered> => {
    const { data, errors } = await ask(page);
    expect(errors).toBeUndefined();
    return (data as { page: Answered }).page;
  };

  it('reads from its end the same entries in the same order', async () => {
    const whole = (await read({ first: 100 })).edges;
    const pages: Answered['edges'][] = [];
    let before: string | null = null;
    for (let isMore = true; isMore;) {
      const { edges, pageInfo } = await read({ last: 2, before });
      expect(pageInfo).toEqual({
        hasNextPage: before !== null,
        hasPreviousPage: pages.flat().length + edges.length < whole.length,
        startCursor: edges[0]?.cursor,
        endCursor: edges.at(-1)?.cursor,
      });
      pages.unshift(edges);
      before = pageInfo.startCursor;
      isMore = pageInfo.hasPreviousPage;
    }
    expect(whole.length).toBeGreaterThanOrEqual(Math.min(ENTRIES, 4));
    expect(pages.flat()).toEqual(whole);
  });

  it('goes back to the page that it came from', async () => {
    const one = await read({ first: 2 });
    const two = await read({ first: 2, after: one.pageInfo.endCursor });
    expect((await read({ last: 2, before: two.pageInfo.startCursor })).edges).toEqual(one.edges);
  });

  it.each([
    [{ first: 2, last: 2 }, ['last'], /not both at once/],
    [{ first: 2, before: 'x' }, ['before'], /not both at once/],
    [{ after: 'x', before: 'x' }, ['before'], /not both at once/],
    [{ last: 0 }, ['last'], /Ask for 1 to 100 entries/],
    [{ last: 101 }, ['last'], /Ask for 1 to 100 entries/],
    [{ before: 'WyJ4Il0' }, ['before'], /not one of this list/],
  ])('refuses %j in words', async (page, inputPath, words) => {
    const { errors } = await ask(page);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(words) as unknown,
        extensions: expect.objectContaining({ code: 'INVALID_INPUT', inputPath }) as unknown,
      }),
    ]);
  });
});
