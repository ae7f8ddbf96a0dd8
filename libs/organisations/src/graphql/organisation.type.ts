import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, CountryCode, DateTime, enumOf, LanguageTag, ListSize, NodeType } from '#libs/platform';
import { type Region, type RegionalGroup } from '../directory/regions.js';
import { MOST_ALIASES, MOST_DOMAINS, type OrganisationKind } from '../domain/organisation.js';

const nullable = { nullable: true } as const;
const OF_HOST = 'null for who is not of the host';

export const OrganisationKindEnum = enumOf<OrganisationKind>('OrganisationKind', 'What an organisation is', {
  GOVERNMENT: 'The government of a state',
  INTERNATIONAL_ORGANISATION: 'Made up by states',
  COMPANY: 'A company, or an association of companies',
  UNIVERSITY: 'A university or another place of research',
  NGO: 'A non-governmental organisation',
  OTHER: 'None of these',
});
export const RegionEnum = enumOf<Region>(
  'Region',
  'A region of the world as the United Nations’ statistics have it (M49)',
  {
    AFRICA: 'Africa',
    AMERICAS: 'The Americas and the Caribbean',
    ASIA: 'Asia',
    EUROPE: 'Europe',
    OCEANIA: 'Oceania',
  },
);
export const RegionalGroupEnum = enumOf<RegionalGroup>(
  'RegionalGroup',
  'A group in which states sit at the United Nations',
  {
    AFRICAN: 'The African states',
    ASIA_PACIFIC: 'The Asia-Pacific states',
    EASTERN_EUROPEAN: 'The Eastern European states',
    LATIN_AMERICAN_AND_CARIBBEAN: 'The Latin American and Caribbean states',
    WESTERN_EUROPEAN_AND_OTHERS: 'The Western European and other states',
  },
);

@ObjectType('OrganisationNames', { description: 'What an organisation is called in one language' })
export class OrganisationNamesType {
  @Field(() => LanguageTag, { description: 'en, fr, es, ru, ar or zh' }) language: string;
  @Field(() => String, { ...nullable, description: 'Its own; null: the directory’s, or another language’s' })
  official: string | null;
  @Field(() => String, { ...nullable, description: 'For menus; null: it has none of its own' })
  short: string | null;
}

@ObjectType('OrganisationFormerName', { description: 'What an organisation was called until a day' })
export class OrganisationFormerNameType {
  @Field(() => String, { description: 'The first day of the name that followed, as 2018-04-19' })
  until: string;
  @Field(() => LanguageTag, { description: 'en, fr, es, ru, ar or zh' }) language: string;
  @Field(() => String, { description: 'As it was' }) name: string;
}

@ObjectType('OrganisationSortName', {
  description: 'Where an organisation stands in the lists of one language',
})
export class OrganisationSortNameType {
  @Field(() => LanguageTag, { description: 'en, fr, es, ru, ar or zh' }) language: string;
  @Field(() => String, { description: 'It stands where an organisation of this name would' }) name: string;
}

@ObjectType('OrganisationContact', { description: 'Whom the host writes to at an organisation' })
export class OrganisationContactType {
  @Field(() => String, { description: 'Which list of contacts it belongs to, as the host calls it' })
  list: string;
  @Field(() => String, { description: 'Of the person, or of an office' }) name: string;
  @Field(() => String, { ...nullable, description: 'What the person does there' }) role: string | null;
  @Field(() => String, { ...nullable, description: 'The e-mail address; null for auditors' }) email:
    string | null;
  @Field(() => String, { ...nullable, description: 'As it was typed; null for auditors' }) telephone:
    string | null;
}

@ObjectType('Organisation', {
  implements: () => NodeType,
  description:
    'A government, international organisation, company, university or NGO of a conference. The host reads all of it; bodies find those that it lists, by their names alone',
})
export class OrganisationType {
  @Field(() => ID) id: string;
  @Field(() => String, {
    ...nullable,
    description:
      'Of the directory, `state:KN` say: it follows that where nothing is said; null: the host has described it',
  })
  directoryKey: string | null;
  @Field(() => OrganisationKindEnum, { description: 'What it is' }) kind: OrganisationKind;
  @Field(() => CountryCode, { ...nullable, description: 'Where it is at home, or has its seat' })
  countryCode: string | null;
  @Field(() => RegionEnum, { ...nullable, description: 'Where its country lies' }) region: Region | null;
  @Field(() => RegionalGroupEnum, { ...nullable, description: 'Of its country; null where that is in none' })
  regionalGroup: RegionalGroup | null;
  @Field(() => [String], { ...nullable, description: `What else people call it; ${OF_HOST}` })
  @ListSize(MOST_ALIASES)
  aliases: readonly string[] | null;
  @Field(() => String, { ...nullable, description: `The address of its pages; ${OF_HOST}` }) webSite:
    string | null;
  @Field(() => [String], {
    ...nullable,
    description: `What stands behind the @ of its people’s addresses; ${OF_HOST}`,
  })
  @ListSize(MOST_DOMAINS)
  mailDomains: readonly string[] | null;
  @Field(() => Boolean, { description: 'Bodies find it by its names' }) isListed: boolean;
  @Field(() => Int, { ...nullable, description: `Moves with each change; acts on it name it; ${OF_HOST}` })
  version: number | null;
  @Field(() => DateTime, { ...nullable, description: `When the host added it; ${OF_HOST}` })
  createdAt: Date | null;
}

export const OrganisationConnection = connectionOf('Organisation', () => OrganisationType);

@ObjectType('OrganisationSuggestion', {
  description:
    'An organisation that somebody may mean by what they type: one of the directory of the installation, or one of the conference as far as the caller sees those',
})
export class OrganisationSuggestionType {
  @Field(() => ID, {
    description:
      'What refers to it in this conference. One of the directory has an id whether or not the host has taken it',
  })
  organisationId: string;
  @Field(() => String, { ...nullable, description: 'Of the directory; null: it is the conference’s own' })
  directoryKey: string | null;
  @Field(() => String, { description: 'In the language that was asked for' }) name: string;
  @Field(() => OrganisationKindEnum, { description: 'What it is' }) kind: OrganisationKind;
  @Field(() => CountryCode, { ...nullable, description: 'Where it is at home, or has its seat' })
  countryCode: string | null;
  @Field(() => Boolean, {
    ...nullable,
    description: `The conference has it among its organisations; ${OF_HOST}`,
  })
  isTaken: boolean | null;
}

@InputType({
  description:
    'Which organisations are asked for: values OR within a field, AND between fields. What is left out or null does not restrict them',
})
export class OrganisationFilterInput {
  @Field(() => String, {
    ...nullable,
    description:
      'Any name of it, in any language, or its beginning, at most 200 characters; the best come first',
  })
  search?: string | null;
  @Field(() => [OrganisationKindEnum], { ...nullable, description: 'Of these kinds alone' })
  kinds?: OrganisationKind[] | null;
  @Field(() => [RegionEnum], { ...nullable, description: 'Of countries in these regions alone' })
  regions?: Region[] | null;
  @Field(() => [RegionalGroupEnum], { ...nullable, description: 'Of countries in these groups alone' })
  regionalGroups?: RegionalGroup[] | null;
  @Field(() => Boolean, { ...nullable, description: 'Those alone that bodies find, or that they do not' })
  isListed?: boolean | null;
}
