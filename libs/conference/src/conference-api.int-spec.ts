import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import {
  AccessFixture,
  type AccessApi,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import { drain, graphqlClient, testDatabase, type TestDatabase, testSettings } from '#libs/testing';

const FIELDS = `id slug name venue city startsOn endsOn timeZone capacity locales
  constituencies { code } themes { name } principles { number text } windows { kind isOpen opensAt }`;

describe('conferences over GraphQL', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let api: AccessApi;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference('open-to-all');
    await fixture.sql(
      `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at)
       VALUES ($2, $1, 'NOMINATION', now() - interval '1 day', now() + interval '1 day'),
         ($3, $1, 'CONFIRMATION', now() - interval '2 days', now() - interval '1 day')`,
      [fixture.conferenceId, newId(), newId()],
    );
    await fixture.sql(
      `INSERT INTO conference.principle (id, conference_id, number, text) VALUES ($2, $1, 2, 'Second'), ($3, $1, 1, 'First')`,
      [fixture.conferenceId, newId(), newId()],
    );
    api = await startAccessApi(await testSettings(server));
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  it('are read by everybody, with what belongs to them', async () => {
    const { conference, conferences } = await graphqlClient(api.url).data<{
      conference: object;
      conferences: object[];
    }>(`{ conference(slug: "open-to-all") { ${FIELDS} } conferences { slug } }`);
    expect(conferences).toEqual([{ slug: 'open-to-all' }]);
    expect(conference).toMatchObject({
      id: fixture.conferenceId,
      startsOn: '2011-11-01',
      endsOn: '2011-11-02',
      timeZone: 'Europe/London',
      locales: ['en'],
      themes: [],
      principles: [
        { number: 1, text: 'First' },
        { number: 2, text: 'Second' },
      ],
      windows: [
        { kind: 'CONFIRMATION', isOpen: false, opensAt: expect.stringMatching(/Z$/) },
        { kind: 'NOMINATION', isOpen: true },
      ],
    });
    expect(await graphqlClient(api.url).data('{ conference(slug: "no-such") { id } }')).toEqual({
      conference: null,
    });
  });

  it('name their bodies to whoever has a role in them, the host first, and are to others as unknown ones', async () => {
    const query = 'query ($id: ID!) { bodies(conferenceId: $id) { code kind } }';
    const anonymous = await graphqlClient(api.url).query(query, { id: fixture.conferenceId });
    expect(anonymous.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    const cookie = `plenary=${await fixture.session(await fixture.user('PARTNER_VIEWER', fixture.bodies.ch))}`;
    const client = graphqlClient(api.url, { cookie });
    expect(await client.data(query, { id: fixture.conferenceId })).toEqual({
      bodies: [
        { code: 'FCO', kind: 'HOST' },
        { code: 'CH', kind: 'PARTNER' },
        { code: 'ICC', kind: 'PARTNER' },
      ],
    });
    const elsewhere = await new AccessFixture(worker).conference();
    for (const id of [elsewhere.conferenceId, newId(), 'no-id'])
      expect((await client.query(query, { id })).errors).toMatchObject([
        {
          message: 'There is no such conference, or you may not see it.',
          path: ['bodies'],
          extensions: { code: 'NOT_FOUND' },
        },
      ]);
  });

  it('show a change within about a second', async () => {
    await fixture.sql(`UPDATE conference.conference SET name = 'Renamed' WHERE id = $1`, [
      fixture.conferenceId,
    ]);
    const isRenamed = async () =>
      (
        await graphqlClient(api.url).data<{ conference: { name: string } }>(
          '{ conference(slug: "open-to-all") { name } }',
        )
      ).conference.name === 'Renamed';
    await drain(isRenamed, { what: 'the new name', timeoutMs: 3_000 });
  });
});
