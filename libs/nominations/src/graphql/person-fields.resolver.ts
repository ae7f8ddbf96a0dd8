import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { askedLanguage, LanguageTag } from '#libs/platform';
import { ConferenceReference, countryName } from '#libs/conference';
import { type NominationView } from '../queries/nomination-view.js';
import { PersonType } from './nomination.type.js';

@Resolver(() => PersonType)
export class PersonFieldsResolver {
  constructor(private readonly conferences: ConferenceReference) {}

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The name of the country as the conference writes it, in the first language of the conference where none is asked for',
  })
  async countryName(
    @Parent() person: NominationView['person'],
    @Args('language', { type: () => LanguageTag, nullable: true }) language?: string | null,
  ): Promise<string | null> {
    const { country } = person;
    const asked = askedLanguage(language);
    if (country === undefined || country === null) return null;
    const conference = await this.conferences.conference(person.conferenceId);
    return countryName(conference ?? { countries: [] }, country, asked ?? conference?.locales[0] ?? 'en');
  }
}
