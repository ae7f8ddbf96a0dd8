import { ResolveField, Resolver } from '@nestjs/graphql';
import { type User, UserDirectory, UserType } from '#libs/access';
import { asActor, type GraphQLContext, Nodes } from '#libs/platform';
import { Attachments, type AttachmentView } from '../queries/attachments.js';
import { AttachmentType } from './attachment.type.js';

@Resolver(() => AttachmentType)
export class AttachmentResolver {
  constructor(
    attachments: Attachments,
    private readonly users: UserDirectory,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'Attachment', read: asActor(attachments.byIds) });
  }

  @ResolveField(() => UserType, { nullable: true, description: 'Who added it; null for who may not know' })
  addedBy(parent: AttachmentView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, parent.addedById);
  }
}
