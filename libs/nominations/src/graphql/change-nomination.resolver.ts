import { ResolveField, Resolver } from '@nestjs/graphql';
import { batched, type GraphQLContext } from '#libs/platform';
import { type Change, ChangeType } from '#libs/audit';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationType } from './nomination.type.js';

/** From a change to the nomination that it is about, as it is now, and to its body's own key; all changes of a page with one statement. */
@Resolver(() => ChangeType)
export class ChangeNominationResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => NominationType, {
    nullable: true,
    description:
      'The nomination that has changed, as it is now; null where it is something else, or the caller may not see it',
  })
  async nomination(
    { subjectType, subjectId }: Change,
    _args: object,
    context: GraphQLContext,
  ): Promise<NominationView | null> {
    if (subjectType !== NOMINATION_SUBJECT) return null;
    return (await batched(context, this.get.byIds, subjectId)) ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The key of a nomination in the system of its body, as it is now; null where there is none',
  })
  async externalReference(change: Change, _args: object, context: GraphQLContext): Promise<string | null> {
    return (await this.nomination(change, _args, context))?.externalReference ?? null;
  }
}
