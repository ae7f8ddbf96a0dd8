import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { graphqlClient, testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import { AuditGraphqlModule } from './audit-graphql.module.js';
import { AuditSealer } from './sealing/audit-sealer.js';
import { verifyAudit } from './sealing/verify-audit.js';

const REVOKE = `mutation ($id: ID!, $input: RevokeApiTokenInput!) { revokeApiToken(id: $id, input: $input) { errors { code } } }`;
const TRAIL = `query ($c: ID!) { auditEvents(conferenceId: $c, filter: { actions: ["access.token-revoked"] }) {
  nodes { actor apiToken { id name } } } }`;
const IN_USE = '{ viewer { apiToken { id } } }';

describe('what was done with a token', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let api: AccessApi;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    api = await startAccessApi(await testSettings(server), [AuditGraphqlModule]);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  const withToken = (token: string) => graphqlClient(api.url, { token });
  const signedIn = async (userId: string) =>
    graphqlClient(api.url, { cookie: `plenary=${await fixture.session(userId)}` });
  const inUse = async (token: string) =>
    (await withToken(token).data<{ viewer: { apiToken: { id: string } } }>(IN_USE)).viewer.apiToken.id;
  const revoke = (client: ReturnType<typeof withToken>, id: string) =>
    client.data(REVOKE, { id, input: { idempotencyKey: newId() } });
  const readBy = async (userId: string) =>
    (
      await (
        await signedIn(userId)
      ).data<{ auditEvents: { nodes: object[] } }>(TRAIL, {
        c: fixture.conferenceId,
      })
    ).auditEvents.nodes;

  it('names the token of a body to the host and to the body, and a person’s to the person alone', async () => {
    const { icc, ch } = fixture.bodies;
    const auditor = await fixture.user('AUDITOR');
    const personal = await fixture.apiToken(auditor);
    const personalId = await inUse(personal);
    await revoke(withToken(personal), await inUse(await fixture.apiToken(auditor)));
    const token = await fixture.bodyToken(icc, null, 'Members’ register');
    const id = await inUse(token);
    await revoke(withToken(token), id);

    const named = { actor: 'Members’ register', apiToken: { id, name: 'test' } };
    const own = { actor: 'Invented AUDITOR', apiToken: { id: personalId, name: 'test' } };
    const unnamed = { ...own, apiToken: null };
    expect(await readBy(auditor)).toEqual([named, own]);
    expect(await readBy(await fixture.user('HOST_OFFICER', fixture.bodies.host))).toEqual([named, unnamed]);
    expect(await readBy(await fixture.user('PARTNER_VIEWER', icc))).toEqual([named]);
    expect(await readBy(await fixture.user('PARTNER_COORDINATOR', ch))).toEqual([]);
  });

  it('names none where a browser did it, and the token goes into the chain', async () => {
    const coordinator = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.ch);
    const id = await inUse(await fixture.bodyToken(fixture.bodies.ch));
    await revoke(await signedIn(coordinator), id);
    expect(await readBy(coordinator)).toEqual([{ actor: 'Invented PARTNER_COORDINATOR', apiToken: null }]);
    await new AuditSealer(worker.unitOfWork).sealAll();
    const settings = await testSettings(server);
    expect(await verifyAudit(settings)).toMatchObject({ isIntact: true });
    const superuser = new pg.Client({ connectionString: server.superuserUrl });
    await superuser.connect();
    await superuser.query('SET session_replication_role = replica');
    await superuser.query('UPDATE audit.event SET api_token_id = NULL WHERE api_token_id IS NOT NULL');
    await superuser.end();
    expect(await verifyAudit(settings)).toMatchObject({ isIntact: false });
  });
});
