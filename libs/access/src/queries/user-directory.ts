import { Injectable } from '@nestjs/common';
import { type Actor, isId } from '#libs/kernel';
import { isFoundBy } from '#libs/names';
import {
  batched,
  Database,
  type GraphQLContext,
  inSight,
  inSlices,
  type ReadMany,
  sightOf,
} from '#libs/platform';

/** A user as the caller may see them: a colleague by name, oneself with address and language. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** One's own; null of everybody else, here and below. */
  readonly email: string | null;
  readonly language: string | null;
}

// Oneself, whoever holds a grant that one sees, and the systems of bodies that one sees.
const BY_IDS = `SELECT u.id, u.name, CASE WHEN u.id = $2 THEN u.email END AS email, CASE WHEN u.id = $2 THEN u.language END AS language
  FROM access.app_user u WHERE u.id = ANY ($1::uuid[])
  AND (u.id = $2 OR ${inSight('u', 3)} OR EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = u.id AND ${inSight('g', 3)}))`;

// The same of one conference. It has some hundred people, whose names are compared in memory, as its staff list compares them.
const OF_CONFERENCE = `SELECT u.id, u.name FROM access.app_user u WHERE u.id = $2
  OR u.id IN (SELECT g.user_id FROM access.role_grant g WHERE g.conference_id = $1 AND ${inSight('g', 3)})
  OR u.id IN (SELECT s.id FROM access.app_user s WHERE s.conference_id = $1 AND s.body_id IS NOT NULL AND ${inSight('s', 3)})`;

/** Names of colleagues, as far as the caller may see them: a partner does not learn who works for the host. */
@Injectable()
export class UserDirectory {
  constructor(private readonly database: Database) {}

  /** The visible ones among these users, by id. */
  readonly summaries: ReadMany<User> = async (actor, ids) => {
    const known = [...new Set(ids)].filter(isId);
    if (known.length === 0 || actor.kind !== 'user') return new Map();
    const rows = await this.database.read<User & Record<string, unknown>>(actor, BY_IDS, [
      known,
      actor.userId,
      ...sightOf(actor),
    ]);
    return new Map(rows.map((user) => [user.id, user]));
  };

  /** The ids of those in a conference whom a search finds by their names. */
  async found(actor: Actor, conferenceId: string, search: string): Promise<string[]> {
    if (actor.kind !== 'user' || !isId(conferenceId)) return [];
    const rows = await this.database.read<{ id: string; name: string }>(actor, OF_CONFERENCE, [
      conferenceId,
      actor.userId,
      ...sightOf(actor),
    ]);
    const isFound = isFoundBy(search);
    const ids = await inSlices(actor, rows, ({ id, name }) => (isFound({ texts: [name] }) ? [id] : []));
    return ids.flat();
  }

  /** One of them, batched with all others of the same request; null when there is none or the caller may not see it. */
  async summary(context: GraphQLContext, id: string | null): Promise<User | null> {
    return id === null ? null : ((await batched(context, this.summaries, id)) ?? null);
  }
}
