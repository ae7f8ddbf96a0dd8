import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IdempotencyKey } from '#libs/platform';
import { NominationOrderFieldEnum, NominationStateEnum, OrderDirectionEnum } from './nomination-enums.js';
import { CapacityEnum } from '#libs/invitations';

const nullable = { nullable: true } as const;
const BADGE_NAME = {
  nullable: true,
  description:
    'The name for the badge in Latin letters, where `name` is in others; at most 200 characters. Beside a name in Latin letters there is none: it is left out, and cleared when `name` changes to Latin letters',
} as const;

/** A person as the body describes them. Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class PersonInput {
  @Field(() => String, { description: 'As the person writes it, at most 200 characters' }) name: string;
  @Field(() => String, BADGE_NAME) badgeName?: string | null;
  @Field(() => String, nullable) honorific?: string | null;
  @Field(() => String, nullable) email?: string | null;
  @Field(() => String, nullable) organisation?: string | null;
  @Field(() => String, nullable) jobTitle?: string | null;
  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2, e.g. GB' }) country?:
    string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'BCP 47, e.g. fr; the invitation is written in it where the conference offers it, else in the first language of the conference',
  })
  language?: string | null;
}

@InputType({ description: 'Absent = leave, null = clear' })
export class UpdatePersonInput {
  @Field(() => String, nullable) name?: string;
  @Field(() => String, BADGE_NAME) badgeName?: string | null;
  @Field(() => String, nullable) honorific?: string | null;
  @Field(() => String, nullable) email?: string | null;
  @Field(() => String, nullable) organisation?: string | null;
  @Field(() => String, nullable) jobTitle?: string | null;
  @Field(() => String, nullable) country?: string | null;
  @Field(() => String, nullable) language?: string | null;
}

@InputType()
export class CreateNominationInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => ID) bodyId: string;
  @Field(() => ID) constituencyId: string;
  @Field(() => CapacityEnum, { defaultValue: 'DELEGATE' }) capacity: string;
  @Field(() => PersonInput) person: PersonInput;
  @Field(() => String, nullable) justification?: string | null;
  @Field(() => Int, { nullable: true, description: '1 is the first choice' }) rank?: number | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Submit it in the same act: all of it happens, or nothing. Needs a coordinator',
  })
  isSubmitted: boolean;
}

@InputType()
export class ReleaseDecisionsInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'At most 1,000; null releases everything that waits, the oldest 1,000',
  })
  nominationIds?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Of the preview that was read. If anything else would go out by now, nothing does: PREVIEW_CHANGED',
  })
  previewVersion?: string | null;
}

@InputType({ description: 'Values OR within a field, AND between fields' })
export class NominationFilter {
  @Field(() => [NominationStateEnum], nullable) states?: never[] | null;
  @Field(() => [ID], nullable) bodyIds?: string[] | null;
  @Field(() => [ID], nullable) constituencyIds?: string[] | null;
  @Field(() => [CapacityEnum], nullable) capacities?: never[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of a name, organisation or reference, at most 200 characters',
  })
  search?: string | null;
}

@InputType()
export class NominationOrder {
  @Field(() => NominationOrderFieldEnum) field: never;
  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC' }) direction: never;
}

@InputType()
export class WatchListEntryInput {
  @Field(() => String) name: string;
  @Field(() => String, nullable) note?: string | null;
}

@InputType()
export class LoadWatchListInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => [WatchListEntryInput], { description: 'Replaces the list; at most 10,000' })
  entries: WatchListEntryInput[];
}
