import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { MAX_PAGE } from '#libs/kernel';
import { Access } from './access.js';
import { GraphQLContext } from './graphql-context.js';
import { NodeType } from './node.type.js';
import { Nodes } from './nodes.js';

/** Things by their ids, whatever their type. */
@Resolver()
export class NodeResolver {
  constructor(private readonly found: Nodes) {}

  @Query(() => NodeType, {
    nullable: true,
    description: 'One thing by its id; null for an id that is unknown, malformed or out of scope',
  })
  @Access.public()
  node(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphQLContext,
  ): Promise<object | null> {
    return this.found.find(context, id);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: `Things by their ids, at most ${MAX_PAGE}, in the order asked for; null for each id that is unknown, malformed or out of scope`,
  })
  @Access.public()
  nodes(
    @Args('ids', { type: () => [ID], description: 'At most 100 ids' }) ids: string[],
    @Context() context: GraphQLContext,
  ): Promise<readonly (object | null)[]> {
    return this.found.findMany(context, ids);
  }
}
