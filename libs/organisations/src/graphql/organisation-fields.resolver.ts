import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Clock } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { askedLanguage, batched, GraphQLContext, LanguageTag, ListSize } from '#libs/platform';
import { dayOf } from '../catalogue/catalogues.js';
import { type OrganisationView } from '../catalogue/organisation-view.js';
import {
  MOST_CONTACTS,
  MOST_FORMER_NAMES,
  MOST_MERGED,
  NAME_LANGUAGES,
  type Names,
} from '../domain/organisation.js';
import { nameOn, shortNameOn } from '../catalogue/organisation-names.js';
import { mayWrite, readsAddresses } from '../policies/organisation.policy.js';
import { Organisations } from '../queries/organisations.js';
import {
  OrganisationContactType,
  OrganisationFormerNameType,
  OrganisationNamesType,
  OrganisationSortNameType,
  OrganisationType,
} from './organisation.type.js';

type Shown = OrganisationView;

const nullable = { nullable: true } as const;
const LANGUAGE = {
  type: () => LanguageTag,
  nullable: true,
  description: 'Left out: the first language of the conference',
} as const;
const OF_HOST = 'null for who is not of the host';
const languages = NAME_LANGUAGES.length;
/** What lists are charged as: as many as an organisation usually has. Contacts and merged ones are read by one statement each for a whole list. */
const USUAL = { formerNames: 2, merged: 2, contacts: 5 } as const;

@Resolver(() => OrganisationType)
export class OrganisationFieldsResolver {
  constructor(
    private readonly organisations: Organisations,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => String, {
    description:
      'As letters and lists show it, in a language; of a past conference as it was on its first day',
  })
  async name(
    @Parent() { source, conferenceId }: Shown,
    @Args('language', LANGUAGE) language?: string | null,
  ): Promise<string> {
    return nameOn(source, ...(await this.readAs(conferenceId, language)));
  }

  @ResolveField(() => String, { description: 'For menus: a short name, or `name` where it has none' })
  async shortName(
    @Parent() { source, conferenceId }: Shown,
    @Args('language', LANGUAGE) language?: string | null,
  ): Promise<string> {
    return shortNameOn(source, ...(await this.readAs(conferenceId, language)));
  }

  @ResolveField(() => [OrganisationNamesType], {
    ...nullable,
    description: `Names of its own, by language; of one of the directory what is called otherwise; one for each of ${languages} languages at most; ${OF_HOST}`,
  })
  @ListSize(languages)
  names({ officialNames, shortNames, isOfHost }: OrganisationView) {
    if (!isOfHost) return null;
    return NAME_LANGUAGES.flatMap((language) => {
      const [official = null, short = null] = [officialNames[language], shortNames[language]];
      return official === null && short === null ? [] : [{ language, official, short }];
    });
  }

  @ResolveField(() => [OrganisationFormerNameType], {
    ...nullable,
    description: `Names of its own that it has given up, the oldest first, at most ${MOST_FORMER_NAMES * languages}; ${OF_HOST}`,
  })
  @ListSize(USUAL.formerNames)
  formerNames({ formerNames, isOfHost }: OrganisationView) {
    if (!isOfHost) return null;
    return formerNames.flatMap(({ until, names }) => listed(names).map((one) => ({ ...one, until })));
  }

  @ResolveField(() => [OrganisationSortNameType], {
    ...nullable,
    description: `Its own place in lists, by language; empty: that of its name; one for each of ${languages} languages at most; ${OF_HOST}`,
  })
  @ListSize(languages)
  sortNames({ sortNames, isOfHost }: OrganisationView) {
    return isOfHost ? listed(sortNames) : null;
  }

  @ResolveField(() => OrganisationType, {
    ...nullable,
    description: `The organisation that it is a part of; ${OF_HOST}`,
  })
  parent({ parentId }: OrganisationView, _args: object, context: GraphQLContext) {
    return parentId === null ? null : batched(context, this.organisations.byIds, parentId);
  }

  @ResolveField(() => OrganisationType, {
    ...nullable,
    description: `What it is one with since \`mergeOrganisations\`; null: it stands by itself; ${OF_HOST}`,
  })
  mergedInto({ mergedInto, isOfHost }: OrganisationView, _args: object, context: GraphQLContext) {
    return mergedInto === null || !isOfHost ? null : batched(context, this.organisations.byIds, mergedInto);
  }

  @ResolveField(() => [OrganisationType], {
    ...nullable,
    description: `Those that were merged into it, at most ${MOST_MERGED}; ${OF_HOST}`,
  })
  @ListSize(USUAL.merged)
  async merged({ id, isOfHost }: OrganisationView, _args: object, context: GraphQLContext) {
    return isOfHost ? ((await batched(context, this.organisations.mergedInto, id)) ?? []) : null;
  }

  @ResolveField(() => [OrganisationContactType], {
    ...nullable,
    description: `Whom the host writes to there, at most ${MOST_CONTACTS}; ${OF_HOST}`,
  })
  @ListSize(USUAL.contacts)
  async contacts({ id, conferenceId, isOfHost }: OrganisationView, _args: object, context: GraphQLContext) {
    if (!isOfHost) return null;
    const contacts = (await batched(context, this.organisations.contactsOf, id)) ?? [];
    if (readsAddresses(context.actor, conferenceId)) return contacts;
    return contacts.map((contact) => ({ ...contact, email: null, telephone: null }));
  }

  @ResolveField(() => Boolean, { description: 'The caller may change, merge and part it' })
  canChange({ conferenceId }: OrganisationView, _args: object, { actor }: GraphQLContext): boolean {
    return mayWrite(actor, conferenceId);
  }

  private async readAs(
    conferenceId: string,
    language: string | null | undefined,
  ): Promise<[tag: string, day: string]> {
    const asked = askedLanguage(language);
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined) throw new Error('An organisation names a conference that nobody knows');
    return [asked ?? conference.locales[0] ?? 'en', dayOf(conference, this.clock.now())];
  }
}

const listed = (names: Names) =>
  NAME_LANGUAGES.flatMap((language) => {
    const name = names[language];
    return name === undefined ? [] : [{ language, name }];
  });
