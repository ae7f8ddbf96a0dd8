import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessFixture, openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { ConferenceReference } from '#libs/conference';
import { newId, type Refusal, type Role, SystemClock, type UserActor } from '#libs/kernel';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DeleteView } from './acts/delete-view.act.js';
import { UpdateView } from './acts/update-view.act.js';
import { ViewActs } from './acts/view-acts.js';
import { type ViewList } from './domain/saved-view.js';
import { SavedViews } from './queries/saved-views.js';
import { SaveView } from './use-cases/save-view.js';

let server: TestDatabase;
let api: OpenedDatabase;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let coordinator: UserActor;
let viewer: UserActor;
let officer: UserActor;

beforeAll(async () => {
  server = await testDatabase();
  api = await openDatabase(server.apiUrl);
  worker = await openDatabase(server.workerUrl);
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close()]);
  await server.drop();
});
beforeEach(async () => {
  fixture = await new AccessFixture(worker).conference();
  coordinator = await person('PARTNER_COORDINATOR', fixture.bodies.icc);
  viewer = await person('PARTNER_VIEWER', fixture.bodies.icc);
  officer = await person('HOST_OFFICER', fixture.bodies.host);
});

async function person(role: Role, bodyId: string | null): Promise<UserActor> {
  return {
    kind: 'user',
    userId: await fixture.user(role, bodyId),
    grants: [{ conferenceId: fixture.conferenceId, bodyId, role }],
    canWrite: true,
    via: 'session',
    credentialId: newId(),
  };
}

const save = async (by: UserActor, given: object = {}): Promise<string> => {
  const { icc } = fixture.bodies;
  const isOfBody = by.grants.some(({ bodyId }) => bodyId === icc);
  const input = {
    conferenceId: fixture.conferenceId,
    bodyId: isOfBody ? icc : null,
    list: 'NOMINATIONS',
    name: 'Drafts',
    query: 'state=DRAFT',
    ...given,
  };
  return (await new SaveView(api.commands).run(by, newId(), input)).id;
};
const update = (by: UserActor, id: string, given: object): Promise<unknown> =>
  new UpdateView(new ViewActs(api.commands)).run(by, id, newId(), { version: 1, ...given });
const remove = (by: UserActor, id: string): Promise<unknown> =>
  new DeleteView(new ViewActs(api.commands)).run(by, id, newId(), {});
const views = () => new SavedViews(api.database, new ConferenceReference(api.database, new SystemClock()));
const seen = async (by: UserActor, list: ViewList = 'NOMINATIONS'): Promise<string[]> =>
  (await views().ofList(by, fixture.conferenceId, list)).map(
    ({ name, query, canChange }) => `${name}?${query}${canChange ? '' : ' of others'}`,
  );
const refusal = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => {
      const { code, path, problems } = error as Refusal & { problems?: readonly Refusal[] };
      const [first] = problems ?? [];
      return `${first?.code ?? code} ${(first?.path ?? path).join('.')}`.trim();
    },
  );

describe('a saved view', () => {
  it('is seen by whoever saved it and nobody else, one’s own by name', async () => {
    await save(coordinator, { name: 'b' });
    await save(coordinator, { name: 'A', query: 'order=NAME&search=zoë' });
    await save(coordinator, { name: 'c' });
    await save(viewer, { name: 'B' });
    expect(await seen(coordinator)).toEqual([
      'A?order=NAME&search=zo%C3%AB',
      'b?state=DRAFT',
      'c?state=DRAFT',
    ]);
    expect(await seen(viewer)).toEqual(['B?state=DRAFT']);
    expect(await seen(officer)).toEqual([]);
  });

  it('that is shared is seen by the people of the body, behind their own, and not by the host or another body', async () => {
    await save(coordinator, { name: 'All', isShared: true });
    await save(viewer, { name: 'Mine' });
    expect(await seen(viewer)).toEqual(['Mine?state=DRAFT', 'All?state=DRAFT of others']);
    expect(await seen(officer)).toEqual([]);
    expect(await seen(await person('PARTNER_COORDINATOR', fixture.bodies.ch))).toEqual([]);
  });

  it('of the host is shared with the host’s people of that conference', async () => {
    await save(officer, { list: 'INBOX', query: 'due=overdue', isShared: true });
    expect(await seen(await person('AUDITOR', null), 'INBOX')).toEqual(['Drafts?due=overdue of others']);
    expect(await seen(coordinator, 'INBOX')).toEqual([]);
    const here = fixture;
    fixture = await new AccessFixture(worker).conference();
    const elsewhere = await person('HOST_OFFICER', fixture.bodies.host);
    expect(await views().ofList(elsewhere, here.conferenceId, 'INBOX')).toEqual([]);
  });

  it('goes out of sight with the role, and comes back with it', async () => {
    const id = await save(coordinator, { isShared: true });
    const without: UserActor = { ...coordinator, grants: [] };
    expect(await seen(without)).toEqual([]);
    expect(await views().byId(without, id)).toBeNull();
    expect(await refusal(update(without, id, { name: 'Other' }))).toBe('NOT_FOUND id');
    expect(await refusal(remove(without, id))).toBe('NOT_FOUND id');
    expect(await seen(coordinator)).toEqual(['Drafts?state=DRAFT']);
  });

  it('has a name of its own among one’s own of its list and place', async () => {
    await save(coordinator);
    expect(await refusal(save(coordinator))).toBe('INVALID_INPUT input.name');
    expect(await refusal(save(viewer))).toBe('done');
    await save(officer);
    expect(await refusal(save(officer))).toBe('INVALID_INPUT input.name');
    expect(await refusal(save(officer, { list: 'INBOX', query: '' }))).toBe('done');
    const other = await save(coordinator, { name: 'Other' });
    expect(await refusal(update(coordinator, other, { name: 'Drafts' }))).toBe('INVALID_INPUT input.name');
  });

  it('is refused with a name that is too long or empty, and with what the list’s address cannot say', async () => {
    expect(await refusal(save(coordinator, { name: 'x'.repeat(61) }))).toBe('INVALID_INPUT input.name');
    expect(await refusal(save(coordinator, { name: ' ' }))).toBe('INVALID_INPUT input.name');
    expect(await refusal(save(coordinator, { query: 'after=cursor' }))).toBe('INVALID_INPUT input.query');
    const id = await save(officer, { list: 'INBOX', name: 'x'.repeat(60), query: null });
    expect(await refusal(update(officer, id, { query: 'state=DRAFT' }))).toBe('INVALID_INPUT input.query');
    expect(await refusal(update(officer, id, { query: 'due=overdue' }))).toBe('done');
  });

  it('is saved where one works alone: the host’s and a foreign body’s are refused to a partner, the inbox to every body', async () => {
    expect(await refusal(save(coordinator, { bodyId: null }))).toBe('FORBIDDEN');
    expect(await refusal(save(coordinator, { bodyId: fixture.bodies.ch }))).toBe('NOT_FOUND input.bodyId');
    expect(await refusal(save(coordinator, { bodyId: newId() }))).toBe('NOT_FOUND input.bodyId');
    expect(await refusal(save(officer, { bodyId: fixture.bodies.host }))).toBe('NOT_FOUND input.bodyId');
    expect(await refusal(save(coordinator, { list: 'INBOX', query: '' }))).toBe('FORBIDDEN');
    expect(await refusal(save(coordinator, { conferenceId: newId() }))).toBe('NOT_FOUND input.conferenceId');
  });

  it('is one of fifty at most of a person in a conference, however many come at once', async () => {
    const { conferenceId, bodies } = fixture;
    await fixture.sql(
      `INSERT INTO views.saved_view (id, conference_id, body_id, user_id, list, name, query)
       SELECT gen_random_uuid(), $1, $2, $3, 'NOMINATIONS', n::text, '' FROM generate_series(1, 48) n`,
      [conferenceId, bodies.icc, coordinator.userId],
    );
    const at = await Promise.all(['a', 'b', 'c', 'd'].map((name) => refusal(save(coordinator, { name }))));
    expect(at.sort()).toEqual(['FORBIDDEN', 'FORBIDDEN', 'done', 'done']);
    expect(await refusal(save(viewer))).toBe('done');
  });

  it('is changed and deleted by whoever saved it, at the version that they read, and by no colleague', async () => {
    const id = await save(coordinator, { isShared: true });
    expect(await refusal(update(viewer, id, { name: 'Theirs' }))).toBe('FORBIDDEN');
    expect(await refusal(remove(viewer, id))).toBe('FORBIDDEN');
    expect(await refusal(update(coordinator, id, { name: 'Mine', query: 'order=NAME' }))).toBe('done');
    expect(await refusal(update(coordinator, id, { name: 'Late' }))).toBe('VERSION_CONFLICT input.version');
    expect(await seen(viewer)).toEqual(['Mine?order=NAME of others']);
    expect(await refusal(update(coordinator, id, { version: 2, isShared: false }))).toBe('done');
    expect(await seen(viewer)).toEqual([]);
    expect(await refusal(update(viewer, id, { name: 'Theirs' }))).toBe('NOT_FOUND id');
    expect(await seen(coordinator)).toEqual(['Mine?order=NAME']);
    expect(await refusal(remove(coordinator, id))).toBe('done');
    expect(await seen(coordinator)).toEqual([]);
    expect(await refusal(remove(coordinator, id))).toBe('NOT_FOUND id');
  });

  it('leaves in the trail that it was there, for its body, and none of its words', async () => {
    const id = await save(coordinator, { name: 'Quillon', query: 'search=quillon' });
    await update(coordinator, id, { name: 'Quillon again' });
    await remove(coordinator, id);
    const events = await fixture.rows<Record<string, unknown>>(
      `SELECT e.action, e.body_id AS "bodyId", to_jsonb(e)::text AS bytes FROM audit.event e WHERE e.subject_id = $1 ORDER BY e.occurred_at`,
      [id],
    );
    expect(events.map(({ action, bodyId }) => [action, bodyId])).toEqual(
      ['view.saved', 'view.updated', 'view.deleted'].map((action) => [action, fixture.bodies.icc]),
    );
    expect(JSON.stringify(events).toLowerCase()).not.toContain('quillon');
  });
});
