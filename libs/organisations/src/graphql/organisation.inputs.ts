import { Field, InputType } from '@nestjs/graphql';
import { CountryCode, declareInput, EmailAddress, LanguageTag, mutationPayload } from '#libs/platform';
import { createOrganisationInput } from '../use-cases/create-organisation.js';
import { OrganisationKindEnum, OrganisationType } from './organisation.type.js';

const nullable = { nullable: true } as const;
const LANGUAGE = 'en, fr, es, ru, ar or zh';
const NAME = 'At most 300 characters';

@InputType({ description: 'What an organisation is called in one language' })
export class OrganisationNamesInput {
  @Field(() => LanguageTag, { description: LANGUAGE }) language: string;
  @Field(() => String, { ...nullable, description: `As letters and lists show it. ${NAME}` }) official?:
    string | null;
  @Field(() => String, { ...nullable, description: `For menus. ${NAME}` }) short?: string | null;
}

@InputType({ description: 'What an organisation was called until a day' })
export class OrganisationFormerNameInput {
  @Field(() => String, { description: 'The first day of the name that followed, as 2018-04-19' })
  until: string;
  @Field(() => LanguageTag, { description: LANGUAGE }) language: string;
  @Field(() => String, { description: NAME }) name: string;
}

@InputType({ description: 'Where an organisation stands in the lists of one language' })
export class OrganisationSortNameInput {
  @Field(() => LanguageTag, { description: LANGUAGE }) language: string;
  @Field(() => String, { description: `It stands where an organisation of this name would. ${NAME}` })
  name: string;
}

@InputType({ description: 'Whom the host writes to at an organisation' })
export class OrganisationContactInput {
  @Field(() => String, {
    description: 'Which list of contacts it belongs to, Protocol say; at most 100 characters',
  })
  list: string;
  @Field(() => String, { description: 'Of the person, or of an office; at most 200 characters' })
  name: string;
  @Field(() => String, { ...nullable, description: 'What the person does there; at most 200 characters' })
  role?: string | null;
  @Field(() => EmailAddress, { ...nullable, description: 'One address' }) email?: string | null;
  @Field(() => String, { ...nullable, description: 'At most 50 characters' }) telephone?: string | null;
}

/** By the names that rules of input give. */
export const ORGANISATION_TYPES = {
  OrganisationKind: () => OrganisationKindEnum,
  OrganisationNames: () => [OrganisationNamesInput],
  FormerNames: () => [OrganisationFormerNameInput],
  SortNames: () => [OrganisationSortNameInput],
  Texts: () => [String],
  Contacts: () => [OrganisationContactInput],
  CountryCode: () => CountryCode,
} as const;

export const CreateOrganisationInput = declareInput(
  {
    name: 'CreateOrganisationInput',
    description: 'An organisation of the directory, or one that the host describes',
    shape: createOrganisationInput.shape,
    isOfMutation: true,
  },
  ORGANISATION_TYPES,
);
/** With the key of idempotency; the use case checks the rest. */
export type CreateOrganisationRequest = Readonly<Record<string, unknown>> & {
  readonly idempotencyKey: string;
};

export const CreateOrganisationPayload = mutationPayload({
  name: 'CreateOrganisation',
  result: { organisation: () => OrganisationType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'LIKELY_SAME', 'IDEMPOTENCY_KEY_REUSED'],
  extras: { likelySame: () => [OrganisationType] },
});
