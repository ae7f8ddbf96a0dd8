import { Injectable } from '@nestjs/common';
import { type Actor, type Role, type UserActor } from '#libs/kernel';
import { type Body, type Conference, ConferenceReference } from '#libs/conference';
import { compositeId, Database } from '#libs/platform';
import { type User } from './user-directory.js';

/** A grant with what the viewer's own statement reads of it; the rest is read by `ListStaff`. */
export interface OwnGrant {
  readonly id: string;
  readonly role: Role;
  readonly conference: Conference;
  readonly body: Body | null;
  readonly organisationName: string | null;
}

/** Who is signed in. */
export interface Viewer {
  readonly id: string;
  readonly user: User;
  readonly grants: readonly OwnGrant[];
  /** As whom the rest of the viewer is read. */
  readonly actor: UserActor;
}

const READ_USER = `SELECT u.id, u.name, u.email, u.language,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'conferenceId', g.conference_id, 'bodyId', g.body_id,
      'organisationName', g.organisation_name)
       ORDER BY g.granted_at, g.id), '[]') FROM access.role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL) AS grants
  FROM access.app_user u WHERE u.id = $1`;

interface UserRow {
  [column: string]: unknown;
  id: string;
  name: string;
  email: string | null;
  language: string;
  grants: {
    id: string;
    role: Role;
    conferenceId: string;
    bodyId: string | null;
    organisationName: string | null;
  }[];
}

/** Reads who the caller is, with grants. */
@Injectable()
export class ReadViewer {
  constructor(
    private readonly database: Database,
    private readonly reference: ConferenceReference,
  ) {}

  /** Null for whoever is not signed in. */
  async run(actor: Actor): Promise<Viewer | null> {
    if (actor.kind !== 'user') return null;
    const [[row], reference] = await Promise.all([
      this.database.read<UserRow>(actor, READ_USER, [actor.userId]),
      this.reference.current(),
    ]);
    if (row === undefined) return null;
    const grants = row.grants.flatMap(({ id, role, conferenceId, bodyId, organisationName }): OwnGrant[] => {
      const conference = reference.conference(conferenceId);
      const body = bodyId === null ? null : (reference.body(bodyId) ?? null);
      return conference === undefined ? [] : [{ id, role, conference, body, organisationName }];
    });
    const { id, name, email, language } = row;
    return { id: compositeId('Viewer', id), user: { id, name, email, language }, grants, actor };
  }
}
