import { type Actor, type GrantFact, newId, type UserActor } from '#libs/kernel';
import { type Database } from '#libs/platform';
import { type BodyCode } from './london-2011.js';
import { STAFF, type StaffEmail } from './staff.js';

const SYSTEM: Actor = { kind: 'system', task: 'demonstration' };
const FIND = `SELECT u.email, u.id, (SELECT jsonb_agg(jsonb_build_object('role', g.role, 'conferenceId', g.conference_id, 'bodyId', g.body_id,
      'organisationId', g.organisation_id))
    FROM access.role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL) AS grants
  FROM access.app_user u WHERE u.is_demonstration AND u.email = ANY ($1::text[])`;

/** Who does what while the demonstration is loaded. */
export interface Cast {
  readonly administrator: UserActor;
  readonly officer: UserActor;
  readonly approver: UserActor;
  teamOf(body: BodyCode): { readonly nominator: UserActor; readonly coordinator: UserActor };
}

/** Finds the sample people as they were loaded. */
export async function findCast(database: Database): Promise<Cast> {
  const rows = await database.read<{ email: string; id: string; grants: GrantFact[] }>(SYSTEM, FIND, [
    STAFF.map(({ email }) => email),
  ]);
  const byEmail = new Map(rows.map((row) => [row.email, row]));
  const as = (email: StaffEmail): UserActor => {
    const row = byEmail.get(email);
    if (row === undefined) throw new Error(`The demonstration lacks ${email}`);
    return {
      kind: 'user',
      userId: row.id,
      grants: row.grants,
      canWrite: true,
      via: 'session',
      credentialId: newId(),
    };
  };
  const teams: Record<BodyCode, { nominator: StaffEmail; coordinator: StaffEmail } | null> = {
    FCO: null,
    ICC: { nominator: 'nigel.notional@icc.example', coordinator: 'clementine.fictive@icc.example' },
    CH: {
      nominator: 'imogen.pretend@chathamhouse.example',
      coordinator: 'horatio.madeup@chathamhouse.example',
    },
    WP: {
      nominator: 'wilma.hypothetical@wiltonpark.example',
      coordinator: 'wilma.hypothetical@wiltonpark.example',
    },
  };
  return {
    administrator: as('olive.specimen@fco.example'),
    officer: as('percival.placeholder@fco.example'),
    approver: as('winifred.example@fco.example'),
    teamOf: (body) => {
      const team = teams[body];
      if (team === null) throw new Error(`${body} nominates nobody in the demonstration`);
      return { nominator: as(team.nominator), coordinator: as(team.coordinator) };
    },
  };
}
