import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { Access, asActor, DEFAULT_PAGE, GraphQLContext, Nodes, PageArgs } from '#libs/platform';
import { AuditTrail } from '../queries/audit-trail.js';
import { AuditEventConnection, AuditEventFilter } from './audit-event.type.js';

@Resolver()
export class AuditResolver {
  constructor(
    private readonly trail: AuditTrail,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'AuditEvent', read: asActor(trail.byIds) });
  }

  @Query(() => AuditEventConnection, {
    description: 'The trail as far as the caller may see it, the newest first',
  })
  @Access.signedIn()
  auditEvents(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() { first, after }: PageArgs,
    @Args('filter', { type: () => AuditEventFilter, nullable: true }) filter: AuditEventFilter | null,
    @Context() { actor }: GraphQLContext,
  ) {
    return this.trail.list(actor, conferenceId, { first: first ?? DEFAULT_PAGE, after, filter });
  }
}
