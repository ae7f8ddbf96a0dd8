import { ResolveField, Resolver } from '@nestjs/graphql';
import { batched, type GraphQLContext } from '#libs/platform';
import { type Change, ChangeSubjectType, ChangeType } from '#libs/audit';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationType } from './nomination.type.js';

/** From a change to the nomination that it is about, as it is now; all changes of a page with one statement. */
@Resolver(() => ChangeType)
export class ChangeNominationResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => NominationType, {
    nullable: true,
    description:
      'The nomination that has changed, as it is now; null where it is something else, or the caller may not see it',
  })
  async nomination(
    { subject: { type, id } }: Change,
    _args: object,
    context: GraphQLContext,
  ): Promise<NominationView | null> {
    if (type !== NOMINATION_SUBJECT) return null;
    return (await batched(context, this.get.byIds, id)) ?? null;
  }
}

/** The body's own key of what has changed, with the same statement. */
@Resolver(() => ChangeSubjectType)
export class ChangeSubjectResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'The key of a nomination in the system of its body, as it is now; null where there is none',
  })
  async externalReference(
    { type, id }: Change['subject'],
    _args: object,
    context: GraphQLContext,
  ): Promise<string | null> {
    if (type !== NOMINATION_SUBJECT) return null;
    return (await batched(context, this.get.byIds, id))?.externalReference ?? null;
  }
}
