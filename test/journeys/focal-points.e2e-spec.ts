import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type GraphqlClient, graphqlClient } from '#libs/testing';
import { issueToken } from '../support/issue-token.js';
import { answersFor, invitedOrganisation } from '../support/organisation-invitations.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let amina: GraphqlClient;
const ids = { sampleland: '', observatory: '', other: '', late: '', draft: '' };

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
  const aminaId = product.world.people.chNominator.userId;
  await product.admin.query('DELETE FROM access.role_grant WHERE user_id = $1', [aminaId]);
  const made = async (name: string, state: string, replyIn = 30) => {
    const { id, organisationId } = await invitedOrganisation(product, { name, state, replyIn });
    if (name !== 'Otherland') await answersFor(product, 'chNominator', organisationId);
    return id;
  };
  ids.sampleland = await made('Sampleland', 'SENT');
  ids.observatory = await made('Exampleland Observatory', 'REGRETS');
  ids.late = await made('Lateland', 'SENT', -3);
  ids.draft = await made('Draftland', 'DRAFT');
  ids.other = await made('Otherland', 'SENT');
  amina = graphqlClient(`${product.url}/graphql`, {
    token: await issueToken(product.admin, { userId: aminaId }),
  });
});
afterAll(() => product.close());

interface Seen {
  readonly organisationName: string;
  readonly state: string;
  readonly version: number;
  readonly availableActions: readonly string[];
}
const own = async (): Promise<readonly Seen[]> =>
  (
    await amina.data<{ own: Seen[] }>(
      '{ own: ownOrganisationInvitations { organisationName state version availableActions createdBy { id } organisation { id } } }',
    )
  ).own;
async function act(by: GraphqlClient, verb: string, id: string, input: object): Promise<object> {
  const name = `${verb}OrganisationInvitation`;
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`;
  const text = `mutation ($id: ID!, $input: ${type}) { told: ${name}(id: $id, input: $input) { invitation { state askedAt } errors { code } } }`;
  const variables = { id, input: { idempotencyKey: newId(), ...input } };
  return (await by.data<{ told: object }>(text, variables)).told;
}

describe('somebody who answers for organisations', () => {
  it('reads the letters of these that are out, and nothing else of the conference', async () => {
    expect(
      (await own()).map(({ organisationName, state }) => `${organisationName}: ${state}`).sort(),
    ).toEqual(['Exampleland Observatory: REGRETS', 'Lateland: SENT', 'Sampleland: SENT']);
    for (const id of [ids.draft, ids.other]) {
      const { node } = await amina.data('query ($id: ID!) { node(id: $id) { id } }', { id });
      expect(node).toBeNull();
    }
    const { conferenceId } = product.world;
    for (const list of [
      'organisationInvitations(conferenceId: $c) { nodes { id } }',
      'organisations(conferenceId: $c) { nodes { id } }',
      'nominations(conferenceId: $c) { nodes { id } }',
      'bodies(conferenceId: $c) { id }',
      'auditEvents(conferenceId: $c) { nodes { id } }',
    ]) {
      const { data, errors } = await amina.query(`query ($c: ID!) { ${list} }`, { c: conferenceId });
      expect([list, data, errors?.[0]?.extensions?.code]).toEqual([list, null, 'NOT_FOUND']);
    }
  });

  it('accepts in time for one, which says nothing about another (case G8)', async () => {
    expect(await act(amina, 'accept', ids.sampleland, { version: 1 })).toEqual({
      invitation: { state: 'ACCEPTED', askedAt: null },
      errors: [],
    });
    expect(await act(amina, 'accept', ids.other, { version: 1 })).toEqual({
      invitation: null,
      errors: [{ code: 'NOT_FOUND' }],
    });
    expect((await own()).map(({ state }) => state).sort()).toEqual(['ACCEPTED', 'REGRETS', 'SENT']);
  });

  it('asks the host after the date or after regrets, and accepts nothing by that (case G12)', async () => {
    for (const id of [ids.late, ids.observatory])
      expect(await act(amina, 'accept', id, { version: 1 })).toMatchObject({
        errors: [{ code: 'ACTION_UNAVAILABLE' }],
      });
    expect(
      await act(amina, 'ask', ids.observatory, { version: 1, note: 'We can come after all' }),
    ).toMatchObject({
      invitation: { state: 'REGRETS', askedAt: expect.any(String) as unknown },
      errors: [],
    });
    expect(await act(amina, 'ask', ids.observatory, { version: 2 })).toMatchObject({
      errors: [{ code: 'ACTION_UNAVAILABLE' }],
    });
    const seats = [{ role: 'HEAD', count: 1 }];
    expect(await act(amina, 'admit', ids.observatory, { version: 2, seats })).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    });
    expect(await act(product.as('officer'), 'admit', ids.observatory, { version: 2, seats })).toEqual({
      invitation: { state: 'ACCEPTED', askedAt: null },
      errors: [],
    });
    expect(await act(amina, 'ask', ids.late, { version: 1 })).toMatchObject({ errors: [] });
    expect(
      await act(product.as('officer'), 'decline', ids.late, { version: 2, reason: 'The hall is full' }),
    ).toEqual({ invitation: { state: 'SENT', askedAt: null }, errors: [] });
  });

  it('has no say any more, within a second, once the role for that organisation is taken away (case G8)', async () => {
    const { node } = await product
      .as('administrator')
      .data<{ node: { focalPoints: { id: string }[] } }>(
        'query ($id: ID!) { node(id: $id) { ... on OrganisationInvitation { focalPoints { id } } } }',
        { id: ids.observatory },
      );
    const { told } = await product
      .as('administrator')
      .data<{ told: object }>(
        'mutation ($id: ID!, $input: RevokeGrantInput!) { told: revokeGrant(id: $id, input: $input) { errors { code } } }',
        { id: node.focalPoints[0]?.id, input: { idempotencyKey: newId() } },
      );
    expect(told).toEqual({ errors: [] });
    const until = performance.now() + 1_000;
    let names: string[] = [];
    do names = (await own()).map(({ organisationName }) => organisationName).sort();
    while (names.includes('Exampleland Observatory') && performance.now() < until);
    expect(names).toEqual(['Lateland', 'Sampleland']);
  });
});
