import { ResolveField, Resolver } from '@nestjs/graphql';
import { batched, type GraphQLContext } from '#libs/platform';
import { MessageType, type MessageView } from '#libs/notifications';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationType } from './nomination.type.js';

/** From a message to the nomination that it is about; all messages of a page with one statement. */
@Resolver(() => MessageType)
export class MessageNominationResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => NominationType, { nullable: true })
  async nomination(
    { about }: Pick<MessageView, 'about'>,
    _args: object,
    context: GraphQLContext,
  ): Promise<NominationView | null> {
    if (about?.type !== NOMINATION_SUBJECT) return null;
    return (await batched(context, this.get.byIds, about.id)) ?? null;
  }
}
