import { Field, ObjectType, ID } from '@nestjs/graphql';
import { CountryCode, NodeType } from '#libs/platform';

@ObjectType('Country', {
  implements: () => NodeType,
  description: 'A country or territory as the conference names it',
})
export class CountryType {
  @Field(() => ID) id: string;
  @Field(() => CountryCode, { description: 'ISO 3166-1 alpha-2, in capitals: FR' }) code: string;

  @Field(() => String, {
    description: 'In the language that was asked for, as pages, mail and lists show it',
  })
  name: string;

  @Field(() => [String], {
    description: 'Names in other languages, former, short and common ones: for searching, never for showing',
  })
  otherNames: readonly string[];

  @Field(() => Boolean, { description: 'Menus offer it' })
  isOffered: boolean;

  @Field(() => Boolean, { description: 'The conference names or offers it otherwise than the installation' })
  isChanged: boolean;
}
