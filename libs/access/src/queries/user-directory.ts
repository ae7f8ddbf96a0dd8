import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type Actor, isId } from '#libs/kernel';
import { Database, type GraphQLContext, inSight, sightOf } from '#libs/platform';

/** A colleague as others may see them. */
export interface UserSummary {
  readonly id: string;
  readonly name: string;
}

// Oneself, and whoever holds a grant that one sees.
const BY_IDS = `SELECT u.id, u.name FROM access.app_user u WHERE u.id = ANY ($1::uuid[])
  AND (u.id = $2 OR EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = u.id AND ${inSight('g', 3)}))`;

/** Names of colleagues, as far as the caller may see them: a partner does not learn who works for the host. */
@Injectable()
export class UserDirectory {
  constructor(private readonly database: Database) {}

  /** The visible ones among these users, by id. */
  async summaries(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, UserSummary>> {
    const known = [...new Set(ids)].filter(isId);
    if (known.length === 0 || actor.kind !== 'user') return new Map();
    const rows = await this.database.read<{ id: string; name: string }>(actor, BY_IDS, [
      known,
      actor.userId,
      ...sightOf(actor),
    ]);
    return new Map(rows.map(({ id, name }) => [id, { id, name }]));
  }

  /** One of them, batched with all others of the same request; null when there is none or the caller may not see it. */
  async summary(context: GraphQLContext, id: string | null): Promise<UserSummary | null> {
    if (id === null) return null;
    return context.once(this, () => this.loader(context.actor)).load(id);
  }

  private loader(actor: Actor): DataLoader<string, UserSummary | null> {
    return new DataLoader(async (ids) => {
      const found = await this.summaries(actor, ids);
      return ids.map((id) => found.get(id) ?? null);
    });
  }
}
