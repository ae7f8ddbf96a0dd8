import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, newId } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import { Notifications } from '#libs/notifications';
import {
  type GraphqlClient,
  graphqlClient,
  TEST_SECRET,
  type TestDatabase,
  testDatabase,
  testSettings,
} from '#libs/testing';
import { invitationToken } from './domain/invitation-token.js';
import { InvitationLinks } from './invitation-links.js';
import { InvitationsGraphqlModule } from './invitations-graphql.module.js';
import { IssueInvitations } from './use-cases/issue-invitations.js';
import { NominationSourcesModule } from './testing/nomination-sources.js';
import { RedirectInvitation } from './use-cases/redirect-invitation.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };

interface Issued {
  readonly id: string;
  readonly nominationId: string;
  readonly token: string;
}

let server: TestDatabase;
let worker: OpenedDatabase;
let web: OpenedDatabase;
let fixture: AccessFixture;
let api: AccessApi;
let anybody: GraphqlClient;

const notifications = new Notifications();
const links = new InvitationLinks(
  new AccessOptions({ secret: TEST_SECRET, publicUrl: 'http://localhost', isDemonstration: true }),
);
const issuing = new IssueInvitations(links, notifications);
const redirecting = new RedirectInvitation(links, notifications);

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  web = await openDatabase(server.apiUrl, 8);
  fixture = await new AccessFixture(worker).conference();
  const settings = await testSettings(server);
  api = await startAccessApi(settings, [
    InvitationsGraphqlModule.forSettings(settings),
    NominationSourcesModule,
  ]);
  anybody = graphqlClient(api.url);
});
afterAll(async () => {
  await api.close();
  await web.close();
  await worker.close();
  await server.drop();
});
beforeEach(async () => {
  await fixture.sql('DELETE FROM notifications.message');
  await fixture.sql('DELETE FROM invitations.invitation');
});

async function issue(count = 1): Promise<Issued[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    source: { type: 'nomination', id: newId() },
    bodyId: fixture.bodies.icc,
    personName: 'Zoë Sample',
    honorific: 'Dr',
    email: `zoe-${index}@example.org`,
    language: 'fr',
    capacity: 'SPEAKER',
  }));
  await worker.unitOfWork.run(SYSTEM, (tx) => issuing.run(tx, fixture.conferenceId, people, null));
  const rows = await fixture.rows<{ id: string; source_id: string }>(
    'SELECT id, source_id FROM invitations.invitation WHERE source_id = ANY ($1::uuid[]) ORDER BY id',
    [people.map(({ source }) => source.id)],
  );
  return rows.map(({ id, source_id }) => ({
    id,
    nominationId: source_id,
    token: invitationToken(TEST_SECRET, id),
  }));
}

async function issueOne(): Promise<Issued> {
  const [only] = await issue();
  if (only === undefined) throw new Error('Nobody was invited');
  return only;
}

interface Answer {
  readonly invitation: { readonly state: string } | null;
  readonly errors: readonly { readonly code: string; readonly state: string | null }[];
}

async function answer(mutation: 'confirmInvitation' | 'declineInvitation', token: string): Promise<Answer> {
  const data = await anybody.data<Record<string, Answer>>(
    `mutation ($token: String!, $key: String!) { ${mutation}(token: $token, input: { idempotencyKey: $key }) {
      invitation { state } errors { code state } } }`,
    { token, key: newId() },
  );
  return data[mutation] as Answer;
}
const confirm = (token: string): Promise<Answer> => answer('confirmInvitation', token);
const decline = (token: string): Promise<Answer> => answer('declineInvitation', token);

const messages = () =>
  fixture.rows('SELECT kind, state, recipient_email AS "to" FROM notifications.message ORDER BY id');

async function stateOf(id: string): Promise<string | undefined> {
  const [row] = await fixture.rows<{ state: string }>(
    'SELECT state FROM invitations.invitation WHERE id = $1',
    [id],
  );
  return row?.state;
}

const as = (role: 'PARTNER_COORDINATOR' | 'PARTNER_NOMINATOR' | 'PARTNER_VIEWER', bodyId: string): Actor => ({
  kind: 'user',
  userId: newId(),
  grants: [{ role, conferenceId: fixture.conferenceId, bodyId }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});

const redirect = (
  nominationId: string,
  actor: Actor = as('PARTNER_NOMINATOR', fixture.bodies.icc),
): Promise<boolean> =>
  web.unitOfWork.run(actor, (tx) =>
    redirecting.run(
      tx,
      { source: { type: 'nomination', id: nominationId }, conferenceId: fixture.conferenceId },
      'right@example.org',
    ),
  );

describe('redirecting an invitation', () => {
  it('takes the old mail back, lets the old link die and invites anew, with the whole time to answer', async () => {
    const { id, nominationId, token } = await issueOne();
    await fixture.sql(`UPDATE invitations.invitation SET respond_by = clock_timestamp() + interval '1 hour'`);
    expect(await redirect(nominationId)).toBe(true);
    expect((await confirm(token)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state: 'CANCELLED' }]);
    const [fresh] = await fixture.rows<{ id: string; hours: number }>(
      `SELECT id, extract(epoch FROM respond_by - now()) / 3600 AS hours FROM invitations.invitation WHERE id <> $1`,
      [id],
    );
    expect(Number(fresh?.hours)).toBeGreaterThan(24);
    expect(await messages()).toEqual([
      { kind: 'PERSONAL_INVITATION', state: 'CANCELLED', to: 'zoe-0@example.org' },
      { kind: 'PERSONAL_INVITATION', state: 'QUEUED', to: 'right@example.org' },
    ]);
    const answer = await confirm(invitationToken(TEST_SECRET, fresh?.id ?? ''));
    expect(answer).toMatchObject({ invitation: { state: 'CONFIRMED' }, errors: [] });
  });

  it('refuses what was answered or has lapsed, and tells which', async () => {
    const [confirmed, declined, lapsed] = (await issue(3)) as [Issued, Issued, Issued];
    await confirm(confirmed.token);
    await decline(declined.token);
    await fixture.sql(`UPDATE invitations.invitation SET respond_by = clock_timestamp() WHERE id = $1`, [
      lapsed.id,
    ]);
    const before = await messages();
    for (const [{ nominationId }, state] of [
      [confirmed, 'CONFIRMED'],
      [declined, 'DECLINED'],
      [lapsed, 'LAPSED'],
    ] as const) {
      await expect(redirect(nominationId)).rejects.toMatchObject({
        code: 'INVITATION_ENDED',
        extras: { invitationState: state },
      });
    }
    expect(await messages()).toEqual(before);
  });

  it('lets exactly one of a correction and an answer at the same moment have its way', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, nominationId, token } = await issueOne();
      const [redirected, { errors }] = await Promise.all([
        redirect(nominationId).catch((error: { code?: string }) => error.code),
        confirm(token),
      ]);
      const isConfirmed = errors.length === 0;
      expect(redirected).toBe(isConfirmed ? 'INVITATION_ENDED' : true);
      expect(await stateOf(id)).toBe(isConfirmed ? 'CONFIRMED' : 'CANCELLED');
    }
  });

  it('of a nomination without an invitation does nothing, and of another body’s finds none', async () => {
    const { id, nominationId } = await issueOne();
    expect(await redirect(newId())).toBe(false);
    expect(await redirect(nominationId, as('PARTNER_COORDINATOR', fixture.bodies.ch))).toBe(false);
    expect(await stateOf(id)).toBe('PENDING');
  });
});
