import { ResolveField, Resolver } from '@nestjs/graphql';
import { batched, type GraphQLContext } from '#libs/platform';
import { MessageType } from '#libs/notifications';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationType } from './nomination.type.js';

/** From a message to the nomination that it is about; all messages of a page with one statement. */
@Resolver(() => MessageType)
export class MessageNominationResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => NominationType, { nullable: true })
  async nomination(
    parent: { readonly nominationId: string | null },
    _args: object,
    context: GraphQLContext,
  ): Promise<NominationView | null> {
    if (parent.nominationId === null) return null;
    return (await batched(context, this.get.byIds, parent.nominationId)) ?? null;
  }
}
