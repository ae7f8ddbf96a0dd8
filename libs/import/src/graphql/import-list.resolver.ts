import { Buffer } from 'node:buffer';
import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser, type Page } from '#libs/kernel';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Access, asActor, type GraphQLContext, Nodes, PageArgs } from '#libs/platform';
import { type ImportListView, ImportLists } from '../queries/import-lists.js';
import { LoadImportList } from '../use-cases/load-import-list.js';
import { ImportListConnection, ImportListType } from './import-list.type.js';
import {
  LoadImportListInput,
  LoadImportListPayload,
  type LoadImportListRequest,
} from './load-import-list.type.js';

@Resolver(() => ImportListType)
export class ImportListResolver {
  constructor(
    private readonly lists: ImportLists,
    private readonly load: LoadImportList,
    private readonly users: UserDirectory,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'ImportList', read: asActor(lists.byIds) });
  }

  @Query(() => ImportListType, {
    nullable: true,
    description: 'A list of a body for which the caller drafts; null for everybody else',
  })
  @Access.signedIn()
  importList(
    @Args('id', { type: () => ID }) id: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<ImportListView | null> {
    return this.lists.byId(actor, id);
  }

  @Query(() => ImportListConnection, { description: 'Lists that a body has loaded, the newest first' })
  @Access.signedIn()
  importLists(
    @Args('bodyId', {
      type: () => ID,
      description: 'Whose lists; NOT_FOUND where the caller does not draft for it',
    })
    bodyId: string,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<ImportListView>> {
    return this.lists.ofBody(actor, bodyId, page);
  }

  @Mutation(() => LoadImportListPayload.type, {
    description:
      'Loads pasted cells, or a text of comma-separated values, as a list of a body: its rows are read, and nothing is drafted. `importPreview` says what each row would become',
  })
  @Access.signedIn()
  loadImportList(
    @Args('input', { type: () => LoadImportListInput })
    { idempotencyKey, text, ...input }: LoadImportListRequest,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return LoadImportListPayload.answer(async () => {
      const bytes = Buffer.from(text, 'utf8');
      const { id } = await this.load.run(asUser(actor), idempotencyKey, input, bytes);
      return { importList: await this.lists.byId(actor, id) };
    });
  }

  @ResolveField(() => UserType, { nullable: true, description: 'Who has loaded it' })
  createdBy({ createdById }: ImportListView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, createdById);
  }

  @ResolveField(() => UserType, {
    nullable: true,
    description: 'Who applied it last, or takes it back; null: nobody yet',
  })
  appliedBy({ appliedById }: ImportListView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, appliedById);
  }
}
