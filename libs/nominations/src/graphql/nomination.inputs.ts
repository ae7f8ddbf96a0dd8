import { Field, ID, InputType } from '@nestjs/graphql';
import { declareInput, IdempotencyKey } from '#libs/platform';
import { NominationOrderFieldEnum, NominationStateEnum, OrderDirectionEnum } from './nomination-enums.js';
import { CapacityEnum } from '#libs/invitations';
import { createNominationInput, person } from '../domain/nomination.js';
import { FIELD_TYPES } from './nomination.type.js';

const nullable = { nullable: true } as const;
/** A person as the body describes them. Texts are checked by the use case, which answers with errors of the payload. */
export const PersonInput = declareInput(
  { name: 'PersonInput', description: 'Whom the body nominates', shape: person.shape },
  FIELD_TYPES,
);

export const UpdatePersonInput = declareInput(
  {
    name: 'UpdatePersonInput',
    description: 'Absent = leave, null = clear',
    shape: person.partial().shape,
  },
  FIELD_TYPES,
);

export const CreateNominationInput = declareInput(
  {
    name: 'CreateNominationInput',
    description: 'Whom a body nominates, for which constituency, and why',
    shape: createNominationInput.shape,
    isOfMutation: true,
  },
  { ...FIELD_TYPES, PersonInput: () => PersonInput },
);
/** With the key of idempotency; the use case checks the rest. */
export type CreateNominationRequest = Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };

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
