import pg from 'pg';
import { type GrantFact, newId, type Role, type UserActor } from '#libs/kernel';
import { DEFAULT_APPROVAL_PLAN } from '#libs/approvals';

export interface World {
  readonly conferenceId: string;
  readonly business: string;
  readonly academia: string;
  readonly host: string;
  readonly icc: string;
  readonly chathamHouse: string;
  /** One actor of each role; partners' exist for both partners. */
  readonly people: Readonly<
    Record<
      | 'administrator'
      | 'officer'
      | 'otherOfficer'
      | 'approver'
      | 'otherApprover'
      | 'auditor'
      | 'iccCoordinator'
      | 'iccNominator'
      | 'iccViewer'
      | 'chCoordinator'
      | 'chNominator',
      UserActor
    >
  >;
}

export interface WorldOptions {
  /** Places of each partner for each constituency. */
  readonly places?: number;
  readonly isWindowOpen?: boolean;
  readonly releasesAtOnce?: boolean;
  readonly slug?: string;
}

/**
 * A small conference with a host and two partners, written behind the product's back as superuser: the ground on which
 * tests act through the use cases.
 */
export async function buildWorld(superuserUrl: string, options: WorldOptions = {}): Promise<World> {
  const { places = 3, isWindowOpen = true, releasesAtOnce = false, slug = 'test-conference' } = options;
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const conferenceId = newId();
    await client.query(
      `INSERT INTO conference.conference (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, releases_at_once, approval_plan)
       VALUES ($1, $2, 'Test Conference', 'Test Hall', 'London', '2030-11-01', '2030-11-02', 'Europe/London', 700, '{en,fr}', $3, $4)`,
      [conferenceId, slug, releasesAtOnce, JSON.stringify(DEFAULT_APPROVAL_PLAN)],
    );
    const [host, icc, chathamHouse, business, academia] = Array.from({ length: 5 }, newId) as [
      string,
      string,
      string,
      string,
      string,
    ];
    await client.query(
      `INSERT INTO conference.body (id, conference_id, kind, code, name) VALUES
       ($2, $1, 'HOST', 'FCO', 'Foreign & Commonwealth Office'), ($3, $1, 'PARTNER', 'ICC', 'International Chamber of Commerce'), ($4, $1, 'PARTNER', 'CH', 'Chatham House')`,
      [conferenceId, host, icc, chathamHouse],
    );
    await client.query(
      `INSERT INTO conference.constituency (id, conference_id, code, name, position) VALUES ($2, $1, 'BUSINESS', 'Business', 1), ($3, $1, 'ACADEMIA', 'Academia', 2)`,
      [conferenceId, business, academia],
    );
    await client.query(
      `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at)
       VALUES ($1, $2, 'NOMINATION', now() - interval '2 days', now() + $3 * interval '1 day')`,
      [newId(), conferenceId, isWindowOpen ? 30 : -1],
    );
    for (const body of [icc, chathamHouse]) {
      for (const constituency of [business, academia]) {
        await client.query(
          `WITH made AS (INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted)
             VALUES ($1, $2, $3, $4, $5) RETURNING *)
           INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, kind, held_delta, consumed_delta, allotted_delta)
             SELECT $6, conference_id, body_id, id, 'ALLOCATE', 0, 0, allotted FROM made`,
          [newId(), conferenceId, body, constituency, places, newId()],
        );
      }
    }
    const person = (name: string, role: Role, bodyId: string | null): Promise<UserActor> =>
      addUser(client, { name: `${name} of ${slug}`, role, conferenceId, bodyId });
    const people = {
      administrator: await person('Administrator', 'HOST_ADMINISTRATOR', null),
      officer: await person('Officer', 'HOST_OFFICER', host),
      otherOfficer: await person('Other Officer', 'HOST_OFFICER', host),
      approver: await person('Approver', 'HOST_APPROVER', host),
      otherApprover: await person('Other Approver', 'HOST_APPROVER', host),
      auditor: await person('Auditor', 'AUDITOR', null),
      iccCoordinator: await person('ICC Coordinator', 'PARTNER_COORDINATOR', icc),
      iccNominator: await person('ICC Nominator', 'PARTNER_NOMINATOR', icc),
      iccViewer: await person('ICC Viewer', 'PARTNER_VIEWER', icc),
      chCoordinator: await person('CH Coordinator', 'PARTNER_COORDINATOR', chathamHouse),
      chNominator: await person('CH Nominator', 'PARTNER_NOMINATOR', chathamHouse),
    };
    return { conferenceId, host, icc, chathamHouse, business, academia, people };
  } finally {
    await client.end();
  }
}

/** A user with one grant, as an actor who came by a session. */
async function addUser(
  client: pg.Client,
  user: { name: string; role: Role; conferenceId: string; bodyId: string | null },
): Promise<UserActor> {
  const userId = newId();
  const email = `${user.name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`;
  await client.query(`INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $3, $3)`, [
    userId,
    user.name,
    email,
  ]);
  await client.query(
    `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, $5)`,
    [newId(), userId, user.conferenceId, user.bodyId, user.role],
  );
  const grant: GrantFact = { role: user.role, conferenceId: user.conferenceId, bodyId: user.bodyId };
  return { kind: 'user', userId, grants: [grant], canWrite: true, via: 'session', credentialId: newId() };
}
