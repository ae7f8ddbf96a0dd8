import { Injectable } from '@nestjs/common';
import {
  type Actor,
  isId,
  type Page,
  type PageRequest,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
  type UserActor,
  HIGHEST_ID,
  LOWEST_ID,
} from '#libs/kernel';
import { type Body, type Conference, ConferenceReference, type ConferenceSnapshot } from '#libs/conference';
import { Database, type ReadMany, sightOf } from '#libs/platform';
import { type ApiToken } from '../domain/api-token.js';
import {
  type ApiTokenRow,
  LIST_API_TOKENS,
  READ_API_TOKENS,
  toApiToken,
  TOKENS_OF_BODIES,
} from '../persistence/api-token.statements.js';
import { mayRevoke } from '../policies/api-token.policy.js';
import { staffInSight } from '../policies/staff.policy.js';

export interface ApiTokenView extends ApiToken {
  /** The person, or the system, that it is a key of. */
  readonly userId: string;
  /** Null of a person's own token, here and below. */
  readonly conference: Conference | null;
  readonly body: Body | null;
  /** The caller may end it; false of one that is revoked. */
  readonly canRevoke: boolean;
}

/** Tokens as callers see them: their own, and those of bodies whose work they see. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly reference: ConferenceReference,
  ) {}

  /** The caller's own and those of bodies in sight that have these ids. */
  readonly byIds: ReadMany<ApiTokenView> = async (actor, ids) => {
    if (actor.kind !== 'user') return new Map();
    const values = [ids.filter(isId), actor.userId, ...sightOf(actor)];
    const rows = await this.database.read<ApiTokenRow>(actor, READ_API_TOKENS, values);
    return new Map((await this.views(actor, rows)).map((token) => [token.id, token]));
  };

  async one(actor: Actor, id: string): Promise<ApiTokenView | null> {
    return (await this.byIds(actor, [id])).get(id) ?? null;
  }

  /** The token that authenticated the request; null where a session did. */
  async inUse(actor: UserActor): Promise<ApiTokenView | null> {
    return actor.via === 'token' ? this.one(actor, actor.credentialId) : null;
  }

  /** The caller's own, live and revoked, the newest first. */
  async own(actor: UserActor): Promise<readonly ApiTokenView[]> {
    return this.views(actor, await this.database.read<ApiTokenRow>(actor, LIST_API_TOKENS, [actor.userId]));
  }

  /**
   * Those of bodies, live, over and revoked, the newest first: of all bodies for administrators and auditors, of their body for
   * coordinators. An unknown body has none.
   */
  async ofBodies(
    actor: Actor,
    conferenceId: string,
    { bodyId: asked, ...page }: PageRequest & { readonly bodyId?: string | null },
  ): Promise<Page<ApiTokenView>> {
    const slice = sliceOf(page);
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [slice.isBackward ? LOWEST_ID : HIGHEST_ID];
    const bodies = isId(conferenceId) ? bodiesAsked(actor, conferenceId, asked ?? null) : [];
    const { list, count } = TOKENS_OF_BODIES[withinOf(bodies)];
    const isEmpty = bodies?.length === 0;
    const [rows = []] = isEmpty
      ? []
      : await this.database.readAll(actor, [
          {
            text: statementOf(list, slice),
            values: [conferenceId, bodies, begin, slice.size + 1],
            ...(withinOf(bodies) === 'bodies' ? { isPlannedForValues: true } : { isReadInOrder: true }),
          },
        ]);
    return toPage(await this.views(actor, rows as ApiTokenRow[]), {
      slice,
      key: ({ userId }) => [userId],
      node: (token) => token,
      totalCount: async () => {
        if (isEmpty) return 0;
        const [row] = await this.database.readForValues<{ count: number }>(actor, count, [
          conferenceId,
          bodies,
        ]);
        return row?.count ?? 0;
      },
    });
  }

  private async views(actor: Actor, rows: readonly ApiTokenRow[]): Promise<ApiTokenView[]> {
    const reference = await this.reference.current();
    return rows.map((row) => toView(actor, row, reference));
  }
}

function toView(actor: Actor, row: ApiTokenRow, reference: ConferenceSnapshot): ApiTokenView {
  const token = toApiToken(row);
  const { conferenceId, bodyId } = token;
  return {
    ...token,
    conference: conferenceId === null ? null : (reference.conference(conferenceId) ?? null),
    body: bodyId === null ? null : (reference.body(bodyId) ?? null),
    canRevoke: token.revokedAt === null && mayRevoke(actor, token),
  };
}

/** The bodies whose tokens are listed, of those that the caller may list and has asked for; null for all of the conference. */
function bodiesAsked(actor: Actor, conferenceId: string, asked: string | null): readonly string[] | null {
  const { isWhole, bodyIds } = staffInSight(actor, conferenceId);
  if (asked === null) return isWhole ? null : bodyIds;
  return isId(asked) && (isWhole || bodyIds.includes(asked)) ? [asked] : [];
}

function withinOf(bodies: readonly string[] | null): keyof typeof TOKENS_OF_BODIES {
  if (bodies === null) return 'conference';
  return bodies.length === 1 ? 'body' : 'bodies';
}

const isIdKey = (key: readonly (string | number | null)[]): key is readonly [id: string] => isId(key[0]);
