import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  answerOf,
  CountryCode,
  DateTime,
  type DeclaredField,
  declareFields,
  declareObjectType,
  EmailAddress,
  LanguageTag,
  type NamedTypes,
  NodeType,
} from '#libs/platform';
import { StageEnum } from '#libs/approvals';
import { BodyType, ConstituencyType } from '#libs/conference';
import { NominationActionEnum, NominationStateEnum, UnavailableActionCodeEnum } from './nomination-enums.js';
import { CapacityEnum } from '#libs/invitations';
import { DuplicateReasonEnum } from '#libs/screening';
import { type BodyFields, NOMINATION_FIELDS, PERSON_FIELDS } from '../domain/nomination-fields.js';

/** Types by the names that the declarations of fields give. */
export const FIELD_TYPES: NamedTypes = {
  Capacity: () => CapacityEnum,
  CountryCode: () => CountryCode,
  EmailAddress: () => EmailAddress,
  LanguageTag: () => LanguageTag,
};

/** What bodies fill in, as answers have it. */
const answersOf = (fields: BodyFields): Record<string, DeclaredField> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { input, answerDescription = input.description }]) => {
      const { type, nullable: isNullable } = answerOf(name, input, FIELD_TYPES);
      const options = { nullable: isNullable, description: answerDescription };
      return [name, { type, options }];
    }),
  );

export const PersonType = declareObjectType(
  'Person',
  'Whom a body nominates, as it describes them',
  { id: { type: () => ID }, ...answersOf(PERSON_FIELDS) },
  () => NodeType,
);

@ObjectType('UnavailableAction', {
  description: 'What the caller cannot do with a nomination now, though their role could',
})
export class UnavailableActionType {
  @Field(() => NominationActionEnum, { description: 'What' }) action: string;
  @Field(() => UnavailableActionCodeEnum, { description: 'Why not' }) code: string;
  @Field(() => String, { description: 'The same in plain English' }) reason: string;
}

@ObjectType('Nomination', {
  implements: () => NodeType,
  description: "A body's proposal that a person attend the conference",
})
export class NominationType {
  @Field(() => ID) id: string;
  @Field(() => String, { description: 'What people say on the telephone, e.g. ICC-7K3-Q9FA' })
  reference: string;
  @Field(() => Int, {
    description:
      "Moves with every change that everybody may see who sees the nomination: acts, and what follows by itself (the end of the screening, the answer to its invitation, its lapse). Name it in an act: VERSION_CONFLICT where somebody has acted since; what only followed by itself does not conflict. The host's own work under embargo (recommendation, sign-off, decision, reopening) never moves it, for the body reads the same number: the host's `updatedAt` tells of that, and whether it was done already is asked under a lock",
  })
  version: number;
  @Field(() => NominationStateEnum, { description: 'Where it stands, as far as the caller may know' })
  state: string;
  @Field(() => PersonType, { description: 'Who is nominated, as the body has put it' }) person: object;
  @Field(() => BodyType) body: object;
  @Field(() => ConstituencyType) constituency: object;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, {
    description:
      "When anything of the nomination last changed that the caller may see, by the database's clock; of what its screening finds and its messages do, those tell. To the host its own work under embargo counts, to the body not before its release. Times are made before the commit: whoever follows reads `changes`, which misses nothing",
  })
  updatedAt: Date;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was handed to the host, the last time; null: it is a draft',
  })
  submittedAt: Date | null;
  @Field(() => String, {
    nullable: true,
    description: "The host's question, while the nomination is RETURNED",
  })
  returnQuestion: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Why the body nominates this address beside a living nomination of its own that has it too; null where it does not',
  })
  secondReason: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When a RETURNED nomination lapses unless its body has answered; null: never',
  })
  answerDueAt: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Since when its body calls it ready to be submitted (`markReady`), while it is a draft or returned; null where it does not',
  })
  readyAt: Date | null;
  @Field(() => [NominationActionEnum], { description: 'What the caller can do now' })
  availableActions: string[];
  @Field(() => StageEnum, { nullable: true, description: 'Host only, null for everybody else' }) stage:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'Host only, null for everybody else' })
  dueAt: Date | null;
}

declareFields(NominationType, answersOf(NOMINATION_FIELDS));

@ObjectType('NominationAtVersion', { description: 'A nomination as an act names it that is done to many' })
export class NominationAtVersion {
  @Field(() => ID, { description: 'The `id` of an item' }) nominationId: string;
  @Field(() => Int, { description: 'Its version at that moment, the `version` of an item' }) version: number;
}

@ObjectType('KnownNominee', {
  description: "A nomination of the caller's own body that may name the person who is typed",
})
export class KnownNomineeType {
  @Field(() => NominationType) nomination: NominationType;
  @Field(() => [DuplicateReasonEnum], { description: 'Why it may be the same person' }) reasonCodes: string[];
  @Field(() => [String], { description: 'The same in plain English' }) reasons: string[];
}

@ObjectType('BadgeNameSuggestion', {
  description:
    'A name as a program writes it in Latin letters, which may be wrong: ask the person how they write it',
})
export class BadgeNameSuggestionType {
  @Field(() => String, { description: 'The name in Latin letters, as it may stand on a badge' }) name: string;
}

@ObjectType('SkippedDecision', { description: 'A decision that was not released with the others' })
export class SkippedDecisionType {
  @Field(() => NominationType) nomination: NominationType;
  @Field(() => String, { description: 'Why, in English' }) reason: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Where it is held back because the host has judged it to be of the same person as another one, the reference of that: it invites them. Null for every other reason',
  })
  sameAs: string | null;
}
