import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { UserDirectory, UserType } from '#libs/access';
import { Access, asActor, GraphQLContext, ListSize, Nodes } from '#libs/platform';
import { MOST_LISTED, MOST_OWN, type ViewList } from '../domain/saved-view.js';
import { type SavedView, SavedViews } from '../queries/saved-views.js';
import { SaveView } from '../use-cases/save-view.js';
import { SavedViewListEnum, SavedViewType, SaveViewInput, SaveViewPayload } from './saved-view.type.js';

@Resolver(() => SavedViewType)
export class SavedViewResolver {
  constructor(
    private readonly views: SavedViews,
    private readonly save: SaveView,
    private readonly users: UserDirectory,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'SavedView', read: asActor(views.byIds) });
  }

  @ResolveField(() => UserType, {
    nullable: true,
    description: 'Who saved it; null where the caller does not see that person any more',
  })
  createdBy({ userId }: SavedView, _args: object, context: GraphQLContext) {
    return this.users.summary(context, userId);
  }

  @Query(() => [SavedViewType], {
    description: `Views of a list: the caller’s own first, then those that others of the body, or of the host, share, each part by name; at most ${MOST_LISTED}, of which ${MOST_OWN} can be one’s own`,
  })
  @ListSize(MOST_LISTED)
  @Access.signedIn()
  savedViews(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('list', { type: () => SavedViewListEnum, description: 'Of which list' }) list: ViewList,
    @Context() { actor }: GraphQLContext,
  ): Promise<readonly SavedView[]> {
    return this.views.ofList(actor, conferenceId, list);
  }

  @Mutation(() => SaveViewPayload.type, {
    description: `Keeps the filter and the order of a list under a name; a person has at most ${MOST_OWN} views in a conference`,
  })
  @Access.signedIn()
  saveView(
    @Args('input') { idempotencyKey, ...input }: SaveViewInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return SaveViewPayload.answer(async () => {
      const { id } = await this.save.run(asUser(actor), idempotencyKey, input);
      return { savedView: await this.views.byId(actor, id) };
    });
  }
}
