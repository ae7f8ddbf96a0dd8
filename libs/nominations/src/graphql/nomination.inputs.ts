import { Field, ID, InputType } from '@nestjs/graphql';
import { DateTime, declareInput, EmailAddress, IdempotencyKey } from '#libs/platform';
import { NominationOrderFieldEnum, NominationStateEnum, OrderDirectionEnum } from './nomination-enums.js';
import { CapacityEnum } from '#libs/invitations';
import { createNominationInput, person } from '../domain/nomination.js';
import { MOST_KEYS } from '../queries/list-nominations.js';
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

@InputType({ description: "A nomination by its body's own key, in place of its id" })
export class NominationIdentifier {
  @Field(() => ID) bodyId: string;
  @Field(() => String, { description: 'The external reference that the body has given it' })
  externalReference: string;
}

@InputType({ description: 'A span of time; null leaves an end open' })
export class DateTimeRange {
  @Field(() => DateTime, { nullable: true, description: 'From this moment on' }) gte?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Before this moment' }) lt?: Date | null;
}

const KEYS = `At most ${MOST_KEYS}; what is unknown or out of scope is left out`;

@InputType({ description: 'Values OR within a field, AND between fields' })
export class NominationFilter {
  @Field(() => [NominationStateEnum], {
    nullable: true,
    description: 'In these states alone, as the caller sees them',
  })
  states?: never[] | null;
  @Field(() => [ID], nullable) bodyIds?: string[] | null;
  @Field(() => [ID], nullable) constituencyIds?: string[] | null;
  @Field(() => [CapacityEnum], { nullable: true, description: 'In these capacities alone' }) capacities?:
    never[] | null;
  @Field(() => [ID], { nullable: true, description: KEYS }) ids?: string[] | null;
  @Field(() => [String], { nullable: true, description: `Keys of bodies' own systems. ${KEYS}` })
  externalReferences?: string[] | null;
  @Field(() => [String], { nullable: true, description: `As people say them on the telephone. ${KEYS}` })
  references?: string[] | null;
  @Field(() => [EmailAddress], {
    nullable: true,
    description: `Addresses of the nominated people, whatever their spelling in capitals. ${KEYS}`,
  })
  emails?: string[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: `Whose people work for these: the \`organisationId\` of \`Nomination.organisation\`, with all that it is one with. ${KEYS}`,
  })
  organisationIds?: string[] | null;
  @Field(() => DateTimeRange, {
    nullable: true,
    description:
      'By `updatedAt`, as the caller reads it. For a look at a span of time: whoever follows what changes reads `changes`, which misses nothing',
  })
  updatedAt?: DateTimeRange | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether their bodies call them ready to be submitted; null filters nothing',
  })
  isReady?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of a name, organisation or reference, at most 200 characters',
  })
  search?: string | null;
}

@InputType({ description: 'In which order nominations come' })
export class NominationOrder {
  @Field(() => NominationOrderFieldEnum, { description: 'By what' }) field: never;
  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which end first' }) direction: never;
}
