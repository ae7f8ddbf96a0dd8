import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role } from '#libs/kernel';
import {
  type GraphqlClient,
  graphqlClient,
  testDatabase,
  type TestDatabase,
  testSettings,
} from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';

const OFFER = `mutation ($input: GrantRoleInput!) { told: grantRole(input: $input) { grant { id organisationName } errors { code path } } }`;
const ANSWER = `mutation ($id: ID!, $input: AcceptRoleInput!) { told: acceptRole(id: $id, input: $input) { errors { code } } }`;
const REVOKE = `mutation ($id: ID!, $input: RevokeGrantInput!) { told: revokeGrant(id: $id, input: $input) { errors { code } } }`;
const VIEWER = '{ viewer { grants { role organisationName } offeredRoles { id role organisationName } } }';

interface Told {
  readonly grant: { readonly id: string; readonly organisationName: string | null } | null;
  readonly errors: readonly { readonly code: string; readonly path?: readonly string[] }[];
}
interface Viewer {
  readonly grants: readonly { readonly role: Role; readonly organisationName: string | null }[];
  readonly offeredRoles: readonly { readonly id: string; readonly organisationName: string | null }[];
}

let server: TestDatabase;
let worker: OpenedDatabase;
let api: AccessApi;
let fixture: AccessFixture;
let elsewhere: AccessFixture;

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  fixture = await new AccessFixture(worker).conference();
  elsewhere = await new AccessFixture(worker).conference();
  api = await startAccessApi(await testSettings(server));
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await server.drop();
});

const as = async (userId: string): Promise<GraphqlClient> =>
  graphqlClient(api.url, { cookie: `plenary=${await fixture.session(userId)}` });
const person = async (role: Role, bodyId: string | null = null): Promise<GraphqlClient> =>
  as(await fixture.user(role, bodyId));
const focalPoint = async (organisationId: string, email?: string): Promise<GraphqlClient> =>
  as(await fixture.user('FOCAL_POINT', null, email, organisationId));
const said = async (by: GraphqlClient, document: string, variables: object): Promise<Told> =>
  (await by.data<{ told: Told }>(document, variables as never)).told;
const offer = (by: GraphqlClient, input: object): Promise<Told> =>
  said(by, OFFER, {
    input: {
      idempotencyKey: randomUUID(),
      conferenceId: fixture.conferenceId,
      role: 'FOCAL_POINT',
      name: 'Amina Exemplar',
      email: `${randomUUID()}@mission.example`,
      ...input,
    },
  });
const act = (by: GraphqlClient, document: string, id: string | undefined): Promise<Told> =>
  said(by, document, { id, input: { idempotencyKey: randomUUID() } });
const viewer = async (of: GraphqlClient): Promise<Viewer> =>
  (await of.data<{ viewer: Viewer }>(VIEWER)).viewer;

describe('a focal point', () => {
  it('is offered by an administrator the role for an organisation, and has it once it is accepted', async () => {
    const organisationId = await fixture.organisation('Sampleland');
    const administrator = await person('HOST_ADMINISTRATOR');
    const email = `${randomUUID()}@mission.example`;
    const told = await offer(administrator, { organisationId, email });
    expect(told).toMatchObject({ grant: { organisationName: 'Sampleland' }, errors: [] });
    const userId = await fixture.user('AUDITOR', null, email);
    await fixture.sql('DELETE FROM access.role_grant WHERE user_id = $1', [userId]);
    const amina = await as(userId);
    expect((await viewer(amina)).offeredRoles).toEqual([
      { id: told.grant?.id, role: 'FOCAL_POINT', organisationName: 'Sampleland' },
    ]);
    expect(await act(amina, ANSWER, told.grant?.id)).toMatchObject({ errors: [] });
    expect((await viewer(amina)).grants).toEqual([{ role: 'FOCAL_POINT', organisationName: 'Sampleland' }]);
    const [mail] = await fixture.rows<{ params: { organisationName: string } }>(
      `SELECT params FROM notifications.message WHERE kind = 'ROLE_GRANTED' AND recipient_email = $1`,
      [email],
    );
    expect(mail?.params.organisationName).toBe('Sampleland');
  });

  it.each(['HOST_OFFICER', 'HOST_APPROVER', 'PARTNER_COORDINATOR'] as const)(
    'is not named by %s',
    async (role) => {
      const organisationId = await fixture.organisation();
      const { host, icc } = fixture.bodies;
      const by = await person(role, role === 'PARTNER_COORDINATOR' ? icc : host);
      expect((await offer(by, { organisationId })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    },
  );

  it('gives the role to nobody else, and finds no conference behind it', async () => {
    const organisationId = await fixture.organisation();
    const by = await focalPoint(organisationId);
    expect((await offer(by, { organisationId })).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const staff = await by.query(`query ($c: ID!) { staff(conferenceId: $c) { nodes { id } } }`, {
      c: fixture.conferenceId,
    });
    expect(JSON.stringify(staff)).toContain('NOT_FOUND');
  });

  it('answers for an organisation of this very conference, and no other role does for any', async () => {
    const administrator = await person('HOST_ADMINISTRATOR');
    const organisationId = await fixture.organisation();
    const path = ['input', 'organisationId'];
    expect((await offer(administrator, {})).errors).toMatchObject([{ code: 'INVALID_INPUT', path }]);
    expect(
      (await offer(administrator, { organisationId: await elsewhere.organisation() })).errors,
    ).toMatchObject([{ code: 'NOT_FOUND', path }]);
    expect((await offer(administrator, { organisationId, role: 'AUDITOR' })).errors).toMatchObject([
      { code: 'INVALID_INPUT', path },
    ]);
    const twice = { organisationId, email: 'twice@mission.example' };
    expect((await offer(administrator, twice)).errors).toEqual([]);
    expect((await offer(administrator, twice)).errors).toMatchObject([{ code: 'ALREADY_GRANTED' }]);
    const another = { ...twice, organisationId: await fixture.organisation('Exampleland Observatory') };
    expect((await offer(administrator, another)).errors).toEqual([]);
  });

  it('whose role for one organisation is taken away keeps that for another (case G8)', async () => {
    const administrator = await person('HOST_ADMINISTRATOR');
    const [sampleland, observatory] = [
      await fixture.organisation('Sampleland'),
      await fixture.organisation('Exampleland Observatory'),
    ];
    const userId = await fixture.user('FOCAL_POINT', null, undefined, sampleland);
    await fixture.sql(
      `INSERT INTO access.role_grant (id, user_id, conference_id, role, organisation_id, organisation_name)
       VALUES (gen_random_uuid(), $1, $2, 'FOCAL_POINT', $3, 'Exampleland Observatory')`,
      [userId, fixture.conferenceId, observatory],
    );
    const amina = await as(userId);
    expect((await viewer(amina)).grants).toHaveLength(2);
    const [grant] = await fixture.rows<{ id: string }>(
      'SELECT id FROM access.role_grant WHERE user_id = $1 AND organisation_id = $2',
      [userId, observatory],
    );
    expect(await act(administrator, REVOKE, grant?.id)).toMatchObject({ errors: [] });
    expect((await viewer(amina)).grants).toEqual([{ role: 'FOCAL_POINT', organisationName: 'Sampleland' }]);
  });
});
