import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, ROLE_TABLE, type Role, ROLES, rolesExcludedBy } from '#libs/kernel';
import { violatedConstraint } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';

const GRANT = `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role, organisation_id, organisation_name)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

describe('two roles of one person in a conference', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
  });
  afterAll(async () => {
    await worker.close();
    await server.drop();
  });

  const bodyOf = (role: Role, partner: string): string | null =>
    ({ conference: null, host: fixture.bodies.host, partner, organisation: null })[ROLE_TABLE[role].of];

  const organisationOf = async (role: Role): Promise<string | null> =>
    ROLE_TABLE[role].of === 'organisation' ? fixture.organisation() : null;

  async function refusalOf(held: Role, given: Role): Promise<string | undefined> {
    const { icc, ch } = fixture.bodies;
    const userId = await fixture.user(held, bodyOf(held, icc), undefined, await organisationOf(held));
    const organisation = await organisationOf(given);
    const name = organisation === null ? null : 'Sampleland';
    const grant = [newId(), userId, fixture.conferenceId, bodyOf(given, ch), given, organisation, name];
    return fixture.sql(GRANT, grant).then(() => undefined, violatedConstraint);
  }

  it.each(ROLES)('are refused by the database where the table of roles says so: %s', async (held) => {
    const others = ROLES.filter((role) => role !== held);
    const refused: Role[] = [];
    for (const given of others) {
      const constraint = await refusalOf(held, given);
      if (constraint === undefined) continue;
      expect(['administrator_or_approver', 'partner_or_host']).toContain(constraint);
      refused.push(given);
    }
    expect(refused).toEqual(rolesExcludedBy(held));
  });
});
