import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type GraphqlClient, graphqlClient } from '#libs/testing';
import { issueToken } from '../support/issue-token.js';
import { answersFor, invitedOrganisation } from '../support/organisation-invitations.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let amina: GraphqlClient;
let karim: GraphqlClient;
/** Letters that offer a head and two delegates. */
const letters = { sampleland: '', observatory: '', other: '' };

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
  const { admin, world } = product;
  await admin.query('DELETE FROM access.role_grant WHERE user_id = ANY ($1)', [
    [world.people.chNominator.userId, world.people.iccViewer.userId],
  ]);
  for (const [key, name] of [
    ['sampleland', 'Sampleland'],
    ['observatory', 'Exampleland Observatory'],
    ['other', 'Otherland'],
  ] as const) {
    const { id, organisationId } = await invitedOrganisation(product, { name, state: 'ACCEPTED' });
    letters[key] = id;
    if (key !== 'other') await answersFor(product, 'chNominator', organisationId);
    if (key === 'sampleland') await answersFor(product, 'iccViewer', organisationId);
  }
  const as = async (person: 'chNominator' | 'iccViewer') =>
    graphqlClient(`${product.url}/graphql`, { token: await issueToken(admin, world.people[person]) });
  [amina, karim] = [await as('chNominator'), await as('iccViewer')];
});
afterAll(() => product.close());

interface Told {
  readonly delegate: { readonly id: string } | null;
  readonly invitation: { readonly seatBalances: readonly object[] } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly takenBy: string | null;
    readonly namedFor: string | null;
  }[];
}
const named = async (
  by: GraphqlClient,
  invitationId: string,
  name: string,
  more: object = {},
): Promise<Told> =>
  (
    await by.data<{ told: Told }>(
      `mutation ($input: NameDelegateInput!) { told: nameDelegate(input: $input) {
        delegate { id } invitation { seatBalances { role offered named free } } errors { code takenBy namedFor } } }`,
      { input: { idempotencyKey: newId(), invitationId, role: 'DELEGATE', name, ...more } },
    )
  ).told;
const removed = async (by: GraphqlClient, id: string): Promise<object> =>
  (
    await by.data<{ told: object }>(
      `mutation ($id: ID!, $input: RemoveDelegateInput!) { told: removeDelegate(id: $id, input: $input) { errors { code } } }`,
      { id, input: { idempotencyKey: newId() } },
    )
  ).told;
const stands = async (by: GraphqlClient, id: string): Promise<object> =>
  (
    await by.data<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { ... on OrganisationInvitation { standing delegates { name role } } } }',
      { id },
    )
  ).node;

describe('a delegation', () => {
  it('has two who name somebody for the last seat at once: one is named, the other hears who has it (case G6)', async () => {
    expect(await stands(product.as('officer'), letters.sampleland)).toEqual({
      standing: 'ACCEPTED',
      delegates: [],
    });
    expect((await named(amina, letters.sampleland, 'First Delegate')).errors).toEqual([]);
    const both = await Promise.all([
      named(amina, letters.sampleland, 'Noor Muestra'),
      named(karim, letters.sampleland, 'Li Invented'),
    ]);
    const winner = both.findIndex(({ errors }) => errors.length === 0);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const name = ['Noor Muestra', 'Li Invented'][winner];
    expect(both[1 - winner]?.errors).toEqual([{ code: 'SEAT_TAKEN', takenBy: name, namedFor: null }]);
    const { rows } = await product.admin.query(
      'SELECT role, count(*)::int FROM delegations.delegate WHERE invitation_id = $1 GROUP BY role',
      [letters.sampleland],
    );
    expect(rows).toEqual([{ role: 'DELEGATE', count: 2 }]);
    expect(await stands(product.as('officer'), letters.sampleland)).toMatchObject({ standing: 'NAMED' });
  });

  it('has no more than its seats in the database either, whatever writes there (case G6)', async () => {
    const write = product.admin.query(
      `INSERT INTO delegations.delegate (id, conference_id, organisation_id, invitation_id, role, name, name_key, named_by)
       SELECT $1, conference_id, organisation_id, id, 'DELEGATE', 'Too Many', 'too many', $1
       FROM delegations.organisation_invitation WHERE id = $2`,
      [newId(), letters.sampleland],
    );
    await expect(write).rejects.toMatchObject({ code: '23514', constraint: 'seat_is_free' });
  });

  it('has one head at most', async () => {
    const head = { role: 'HEAD' };
    const first = await named(amina, letters.sampleland, 'H.E. Ana Muestra', head);
    expect(first.errors).toEqual([]);
    expect((await named(amina, letters.sampleland, 'Another Head', head)).errors).toMatchObject([
      { code: 'SEAT_TAKEN', takenBy: 'H.E. Ana Muestra' },
    ]);
    expect(await removed(amina, first.delegate?.id ?? '')).toEqual({ errors: [] });
    expect((await named(amina, letters.sampleland, 'Another Head', head)).errors).toEqual([]);
  });

  it('has nobody who is in another one of the same person, who is told which (case G8)', async () => {
    expect((await named(amina, letters.observatory, 'Karim Modélo')).errors).toEqual([]);
    // Nobody sees the sign that parts "ka" and "rim": it came with a text that was pasted.
    const twice = await named(amina, letters.sampleland, '  ka\u200brim modelo', { role: 'HEAD' });
    expect(twice.errors).toEqual([
      { code: 'ALREADY_NAMED', takenBy: null, namedFor: 'Exampleland Observatory' },
    ]);
    // Who answers for Sampleland alone learns nothing of the other organisation.
    expect((await named(karim, letters.sampleland, 'Karim Modelo', { role: 'HEAD' })).errors).toMatchObject([
      { code: 'SEAT_TAKEN', namedFor: null },
    ]);
  });

  it('takes one mailbox for all of them (case G9)', async () => {
    const email = 'protocol@mfa.sampleland.example';
    const mine = [
      await named(amina, letters.observatory, 'Second Delegate', { email }),
      await named(amina, letters.observatory, 'The Head', { email, role: 'HEAD' }),
    ];
    expect(mine.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('is neither seen nor changed by whoever answers for another organisation', async () => {
    expect((await named(karim, letters.observatory, 'Somebody')).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await named(amina, letters.other, 'Somebody')).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const person of ['approver', 'administrator'] as const)
      expect((await named(product.as(person), letters.sampleland, 'Somebody')).errors).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
    expect((await named(product.as('iccCoordinator'), letters.sampleland, 'Somebody')).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const { rows } = await product.admin.query<{ id: string }>(
      'SELECT id FROM delegations.delegate WHERE invitation_id = $1',
      [letters.observatory],
    );
    expect(await removed(karim, rows[0]?.id ?? '')).toEqual({ errors: [{ code: 'NOT_FOUND' }] });
    const { node } = await karim.data('query ($id: ID!) { node(id: $id) { id } }', { id: rows[0]?.id });
    expect(node).toBeNull();
  });
});

describe('a delegation and the host', () => {
  it('has who is named by an officer too, one who bears the name of somebody elsewhere as well', async () => {
    const officer = product.as('officer');
    const told = await named(officer, letters.other, 'Karim Modélo');
    expect(told.errors).toEqual([]);
    expect((await named(officer, letters.other, 'karim modelo')).errors).toMatchObject([
      { code: 'ALREADY_NAMED', namedFor: 'Otherland' },
    ]);
    expect(await removed(officer, told.delegate?.id ?? '')).toEqual({ errors: [] });
    const { rows } = await product.admin.query(
      `SELECT action, actor_id = $2 AS "isOfficer" FROM audit.event
       WHERE subject_id = $1 AND action LIKE '%delegate-%' ORDER BY id`,
      [letters.other, product.world.people.officer.userId],
    );
    expect(rows).toEqual([
      { action: 'organisation-invitation.delegate-named', isOfficer: true },
      { action: 'organisation-invitation.delegate-removed', isOfficer: true },
    ]);
  });
});

describe('once delegations are frozen', () => {
  const freezes = async (opensAt: number, closesAt: number) => {
    const { told } = await product
      .as('administrator')
      .data<{ told: { errors: object[] } }>(
        'mutation ($input: SetWindowInput!) { told: setWindow(input: $input) { errors { code } } }',
        {
          input: {
            idempotencyKey: newId(),
            conferenceId: product.world.conferenceId,
            kind: 'DELEGATION',
            opensAt: new Date(Date.now() + opensAt),
            closesAt: new Date(Date.now() + closesAt),
          },
        },
      );
    expect(told.errors).toEqual([]);
  };
  const offers = async (by: GraphqlClient) =>
    (
      await by.data<{ node: { canNameDelegates: boolean } }>(
        'query ($id: ID!) { node(id: $id) { ... on OrganisationInvitation { canNameDelegates } } }',
        { id: letters.observatory },
      )
    ).node.canNameDelegates;

  it('nobody but the host changes one, in either direction, and each is offered what they can do', async () => {
    const officer = product.as('officer');
    const { rows } = await product.admin.query<{ id: string }>(
      `SELECT id FROM delegations.delegate WHERE invitation_id = $1 AND role = 'DELEGATE' AND removed_at IS NULL ORDER BY named_at`,
      [letters.observatory],
    );
    const [first, second] = rows.map(({ id }) => id);
    expect([await offers(amina), await offers(officer)]).toEqual([true, true]);
    for (const [opensAt, closesAt] of [
      [-7_200_000, -3_600_000],
      [3_600_000, 7_200_000],
    ] as const) {
      await freezes(opensAt, closesAt);
      expect([await offers(amina), await offers(officer)]).toEqual([false, true]);
      expect((await named(amina, letters.observatory, 'Too Late')).errors).toMatchObject([
        { code: 'DELEGATIONS_FROZEN' },
      ]);
      expect(await removed(amina, first ?? '')).toEqual({ errors: [{ code: 'DELEGATIONS_FROZEN' }] });
    }
    expect(await removed(officer, first ?? '')).toEqual({ errors: [] });
    expect((await named(officer, letters.observatory, 'Named by the host')).errors).toEqual([]);

    await freezes(-3_600_000, 3_600_000);
    expect([await offers(amina), await offers(officer)]).toEqual([true, true]);
    expect(await removed(amina, second ?? '')).toEqual({ errors: [] });
  });
});
