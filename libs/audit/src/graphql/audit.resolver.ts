import { Args, Context, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ApiTokens, ApiTokenType } from '#libs/access';
import { Access, asActor, batched, GraphQLContext, Nodes, PageArgs } from '#libs/platform';
import { AuditTrail, type TrailEntry, type TrailOrder } from '../queries/audit-trail.js';
import {
  AuditEventConnection,
  AuditEventFilter,
  AuditEventOrderEnum,
  AuditEventType,
} from './audit-event.type.js';

@Resolver(() => AuditEventType)
export class AuditResolver {
  constructor(
    private readonly trail: AuditTrail,
    private readonly tokens: ApiTokens,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'AuditEvent', read: asActor(trail.byIds) });
  }

  @ResolveField(() => ApiTokenType, { nullable: true })
  async apiToken({ apiTokenId }: TrailEntry, _args: object, context: GraphQLContext) {
    return apiTokenId === null ? null : ((await batched(context, this.tokens.byIds, apiTokenId)) ?? null);
  }

  @Query(() => AuditEventConnection, {
    description: 'The trail as far as the caller may see it',
  })
  @Access.signedIn()
  auditEvents(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => AuditEventFilter, nullable: true }) filter: AuditEventFilter | null,
    @Args('orderBy', {
      type: () => AuditEventOrderEnum,
      nullable: true,
      defaultValue: 'NEWEST',
      description:
        'NEWEST: the newest first. RECORDED: as they were committed, the oldest first; ask again behind the last `endCursor` that was not null: nothing is missed and nothing comes twice, however many write. Cursors of one order are none of the other',
    })
    orderBy: TrailOrder | null,
    @Context() { actor }: GraphQLContext,
  ) {
    return this.trail.list(actor, conferenceId, {
      ...page,
      filter,
      order: orderBy ?? 'NEWEST',
    });
  }
}
