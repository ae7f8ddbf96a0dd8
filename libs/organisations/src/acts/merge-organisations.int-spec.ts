import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessFixture, openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { ConferenceReference } from '#libs/conference';
import { newId, Refusal, SystemClock, type UserActor } from '#libs/kernel';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Catalogues } from '../catalogue/catalogues.js';
import { MergeRules } from '../merge-rules.js';
import { CreateOrganisation } from '../use-cases/create-organisation.js';
import { MergeOrganisations } from './merge-organisations.act.js';
import { OrganisationActs } from './organisation-acts.js';

let server: TestDatabase;
let api: OpenedDatabase;
let worker: OpenedDatabase;

beforeAll(async () => {
  server = await testDatabase();
  api = await openDatabase(server.apiUrl);
  worker = await openDatabase(server.workerUrl);
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close()]);
  await server.drop();
});

/** An officer of a conference of its own, and what the officer does there. */
async function host() {
  const { conferenceId, bodies, ...fixture } = await officeOf(worker);
  const officer: UserActor = {
    kind: 'user',
    userId: fixture.userId,
    grants: [{ conferenceId, bodyId: bodies.host, role: 'HOST_OFFICER' }],
    canWrite: true,
    via: 'session',
    credentialId: newId(),
  };
  const conferences = new ConferenceReference(api.database, new SystemClock());
  const create = new CreateOrganisation(
    api.commands,
    new Catalogues(api.database, conferences, new SystemClock()),
    conferences,
  );
  const rules = new MergeRules();
  const merging = new MergeOrganisations(new OrganisationActs(api.commands), rules);
  return {
    conferenceId,
    rules,
    add: async (name: string): Promise<string> =>
      (
        await create.run(officer, newId(), {
          conferenceId,
          names: [{ language: 'en', official: name }],
          allowsLikelySame: true,
        })
      ).id,
    merge: (id: string, mergedId: string): Promise<string> =>
      merging.run(officer, id, newId(), { version: 1, mergedId, mergedVersion: 1 }).then(
        () => 'merged',
        (error: unknown) =>
          error instanceof Refusal ? `${String(error.code)} ${error.path.join('.')}`.trim() : error,
      ) as Promise<string>,
    versions: async (...ids: string[]): Promise<unknown[]> =>
      worker.database.read(
        { kind: 'system', task: 'test' },
        'SELECT version, merged_into AS into FROM organisations.organisation WHERE id = ANY ($1) ORDER BY id = $2 DESC',
        [ids, ids[0]],
      ),
  };
}

async function officeOf(database: OpenedDatabase) {
  const fixture = await new AccessFixture(database).conference();
  const { conferenceId, bodies } = fixture;
  return { conferenceId, bodies, userId: await fixture.user('HOST_OFFICER', bodies.host) };
}

describe('merging two organisations', () => {
  it('is refused by whoever has something against it, and leaves both as they are (case G5)', async () => {
    const { add, merge, rules, versions, conferenceId } = await host();
    const [kept, merged] = [await add('Sample Institute'), await add('Instituto Modelo')];
    const asked: object[] = [];
    rules.register((_tx, one, other) => {
      asked.push({ kept: [one.id, one.conferenceId], merged: [other.id, other.conferenceId] });
      return Promise.reject(new Refusal('ACTION_UNAVAILABLE', 'Both have an invitation.'));
    });
    expect(await merge(kept, merged)).toBe('ACTION_UNAVAILABLE');
    expect(asked).toEqual([{ kept: [kept, conferenceId], merged: [merged, conferenceId] }]);
    expect(await versions(kept, merged)).toEqual([
      { version: 1, into: null },
      { version: 1, into: null },
    ]);
  });

  it('is done one way where both ways are pressed at the same moment', async () => {
    const { add, merge, versions } = await host();
    const [one, other] = [await add('Sample Society'), await add('Sociedad Modelo')];
    const outcomes = await Promise.all([merge(one, other), merge(other, one)]);
    expect(outcomes.filter((outcome) => outcome === 'merged')).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== 'merged')).toMatch(/^VERSION_CONFLICT/);
    const [kept, merged] = outcomes[0] === 'merged' ? [one, other] : [other, one];
    expect(await versions(kept, merged)).toEqual([
      { version: 2, into: null },
      { version: 2, into: kept },
    ]);
  });

  it('finds nothing with itself or with one of another conference', async () => {
    const [here, elsewhere] = [await host(), await host()];
    const id = await here.add('Sample Academy');
    expect(await here.merge(id, id)).toBe('INVALID_INPUT input.mergedId');
    expect(await here.merge(id, await elsewhere.add('Other Academy'))).toBe('NOT_FOUND input.mergedId');
  });
});
