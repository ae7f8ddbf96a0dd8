import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser, COUNTRY_CODES } from '#libs/kernel';
import { Access, askedLanguage, type GraphQLContext, LanguageTag, ListSize } from '#libs/platform';
import { listedCountries, listedCountry, type ListedCountry } from '../countries/countries.js';
import { ConferenceReference } from '../queries/conference-reference.js';
import { SetCountry } from '../use-cases/set-country.js';
import { CountryType } from './country.type.js';
import { SetCountryInput, SetCountryPayload } from './set-country.payload.js';

/** Names of countries: one list for console, mail, programs and exports. */
@Resolver(() => CountryType)
export class CountryResolver {
  constructor(
    private readonly reference: ConferenceReference,
    private readonly set: SetCountry,
  ) {}

  @Query(() => [CountryType], {
    description:
      'One for each country and territory, as the conference names it, in the order of the language, which is the first of the conference where none is asked for; a language without names reads English. Those that menus leave out are there too',
  })
  @Access.signedIn()
  @ListSize(COUNTRY_CODES.length)
  async countries(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('language', { type: () => LanguageTag, nullable: true }) language?: string | null,
  ): Promise<readonly ListedCountry[]> {
    const asked = askedLanguage(language);
    const conference = await this.reference.conference(conferenceId);
    if (conference === undefined) return [];
    return listedCountries(conference, asked ?? conference.locales[0] ?? 'en');
  }

  @Mutation(() => SetCountryPayload.type, {
    description:
      'Says how the conference names a country or territory, and whether menus offer it; in every process within a second',
  })
  @Access.signedIn()
  setCountry(
    @Args('input') { idempotencyKey, ...input }: SetCountryInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return SetCountryPayload.answer(async () => {
      const { conferenceId, code } = await this.set.run(asUser(context.actor), idempotencyKey, input);
      const conference = await this.reference.conference(conferenceId);
      return { country: conference && listedCountry(conference, code, conference.locales[0] ?? 'en') };
    });
  }
}
