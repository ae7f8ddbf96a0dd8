import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { askedLanguage, batched, type GraphQLContext, LanguageTag } from '#libs/platform';
import { type OrganisationView } from '../catalogue/organisation-view.js';
import { type ReferredOrganisation } from '../queries/organisation-references.js';
import { Organisations } from '../queries/organisations.js';
import { OrganisationReferenceType } from './organisation-reference.type.js';
import { OrganisationType } from './organisation.type.js';

@Resolver(() => OrganisationReferenceType)
export class OrganisationReferenceResolver {
  constructor(private readonly organisations: Organisations) {}

  @ResolveField(() => String, {
    description:
      'As letters and lists show it, in a language; of a past conference as it was on its first day',
  })
  name(
    @Parent() { nameIn }: ReferredOrganisation,
    @Args('language', {
      type: () => LanguageTag,
      nullable: true,
      description: 'Left out: the first language of the conference',
    })
    language?: string | null,
  ): string {
    return nameIn(askedLanguage(language) ?? undefined);
  }

  @ResolveField(() => OrganisationType, {
    nullable: true,
    description:
      'What the conference keeps of it; null where it has none of it, or none that the caller sees',
  })
  async record(
    { organisationId }: ReferredOrganisation,
    _args: object,
    context: GraphQLContext,
  ): Promise<OrganisationView | null> {
    return (await batched(context, this.organisations.byIds, organisationId)) ?? null;
  }
}
