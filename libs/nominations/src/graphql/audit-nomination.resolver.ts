import { ResolveField, Resolver } from '@nestjs/graphql';
import { batched, type GraphQLContext } from '#libs/platform';
import { AuditEventType, type TrailEntry } from '#libs/audit';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { NominationType } from './nomination.type.js';

/** From an event of the trail to the nomination that it is about; all events of a page with one statement. */
@Resolver(() => AuditEventType)
export class AuditNominationResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => NominationType, {
    nullable: true,
    description:
      'The nomination that it happened to; null where it is about something else, or the caller may not see it',
  })
  async nomination(
    { subjectType, subjectId }: TrailEntry,
    _args: object,
    context: GraphQLContext,
  ): Promise<NominationView | null> {
    if (subjectType !== NOMINATION_SUBJECT) return null;
    return (await batched(context, this.get.byIds, subjectId)) ?? null;
  }
}
