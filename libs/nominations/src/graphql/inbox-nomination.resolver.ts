import { ResolveField, Resolver } from '@nestjs/graphql';
import { InboxItemType } from '#libs/approvals';
import { ScreeningKindEnum } from '#libs/screening';
import { type InboxNomination } from '../queries/inbox-nominations.js';
import { NominationType } from './nomination.type.js';

/** What nominations show in the inbox. */
@Resolver(() => InboxItemType)
export class InboxNominationResolver {
  @ResolveField(() => NominationType)
  nomination({ nomination }: InboxNomination): object {
    return nomination;
  }

  @ResolveField(() => [ScreeningKindEnum], { description: 'Screenings that found something or failed' })
  flags({ flags }: InboxNomination): readonly string[] {
    return flags;
  }
}
