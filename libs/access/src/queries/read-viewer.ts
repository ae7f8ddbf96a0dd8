import { Injectable } from '@nestjs/common';
import { type Actor, type Role, type UserActor } from '#libs/kernel';
import { type Body, type Conference, ConferenceReference } from '#libs/conference';
import { Database } from '#libs/platform';
import { type ApiToken } from '../domain/api-token.js';
import { type ApiTokenRow, LIST_API_TOKENS, toApiToken } from '../persistence/api-token.statements.js';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly conference: Conference;
  readonly body: Body | null;
}

/** A role that waits for the person's answer. */
export interface OfferedRole {
  readonly id: string;
  readonly role: Role;
  readonly conferenceName: string;
  readonly bodyName: string | null;
  readonly offeredAt: Date;
}

/** Who is signed in. */
export interface Viewer {
  readonly user: User;
  readonly grants: readonly Grant[];
  /** As whom the rest of the viewer is read. */
  readonly actor: UserActor;
}

const READ_USER = `SELECT u.id, u.name, u.email, u.language,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'conferenceId', g.conference_id, 'bodyId', g.body_id)
       ORDER BY g.granted_at, g.id), '[]') FROM access.role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL) AS grants
  FROM access.app_user u WHERE u.id = $1`;

const READ_OFFERS = `SELECT o.id, o.role, c.name AS "conferenceName", b.name AS "bodyName", o.offered_at AS "offeredAt"
  FROM access.offered_roles() o JOIN conference.conference c ON c.id = o.conference_id
    LEFT JOIN conference.body b ON b.id = o.body_id ORDER BY o.offered_at, o.id LIMIT 100`;

interface UserRow {
  [column: string]: unknown;
  id: string;
  name: string;
  email: string;
  language: string;
  grants: { id: string; role: Role; conferenceId: string; bodyId: string | null }[];
}

/** Reads who the caller is, with grants and tokens. */
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
    const grants = row.grants.flatMap(({ id, role, conferenceId, bodyId }): Grant[] => {
      const conference = reference.conference(conferenceId);
      const body = bodyId === null ? null : (reference.body(bodyId) ?? null);
      return conference === undefined ? [] : [{ id, role, conference, body }];
    });
    return { user: { id: row.id, name: row.name, email: row.email, language: row.language }, grants, actor };
  }

  /** What was offered to the viewer's address and waits for an answer. */
  async offeredRoles(actor: UserActor): Promise<readonly OfferedRole[]> {
    return this.database.read<OfferedRole & Record<string, unknown>>(actor, READ_OFFERS);
  }

  /** The viewer's own tokens, live and revoked, the newest first. */
  async apiTokens(actor: UserActor): Promise<readonly ApiToken[]> {
    return (await this.database.read<ApiTokenRow>(actor, LIST_API_TOKENS, [actor.userId])).map(toApiToken);
  }
}
