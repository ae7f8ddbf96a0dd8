import { Field, ID, ObjectType } from '@nestjs/graphql';
import { CountryCode } from '#libs/platform';
import { type OrganisationKind } from '../domain/organisation.js';
import { OrganisationKindEnum } from './organisation.type.js';

@ObjectType('OrganisationReference', {
  description:
    'What a reference to an organisation stands for: one of the directory, whether or not the conference has it, or one of the conference as far as the caller sees those',
})
export class OrganisationReferenceType {
  @Field(() => ID, {
    description: 'Of the organisation; where that was merged into another, of what it is one with',
  })
  organisationId: string;
  @Field(() => OrganisationKindEnum, { description: 'What it is' }) kind: OrganisationKind;
  @Field(() => CountryCode, { nullable: true, description: 'Where it is at home, or has its seat' })
  countryCode: string | null;
}
