import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { type Actor } from '#libs/kernel';
import { batched, type GraphQLContext, type ReadMany } from '#libs/platform';
import {
  OrganisationReferenceType,
  Organisations,
  OrganisationType,
  type OrganisationView,
  type ReferredOrganisation,
} from '#libs/organisations';
import { type NominationView } from '../queries/nomination-view.js';
import { OrganisationTexts } from '../queries/organisation-texts.js';
import { NominationType } from './nomination.type.js';

@Resolver(() => NominationType)
export class NominationOrganisationResolver {
  constructor(private readonly texts: OrganisationTexts) {}

  @ResolveField(() => OrganisationReferenceType, {
    nullable: true,
    description:
      'Which organisation `person.organisation` is, as its body or the host has said; null: nobody has, or the caller may not know it',
  })
  async organisation(
    { id }: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<ReferredOrganisation | null> {
    return (await batched(context, this.texts.ofNominations, id)) ?? null;
  }
}

/** What nominations say of an organisation. */
@Resolver(() => OrganisationType)
export class OrganisationNominationsResolver {
  constructor(
    private readonly texts: OrganisationTexts,
    private readonly organisations: Organisations,
  ) {}

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'Nominations whose person works there, those of what was merged into it included; null for who is not of the host',
  })
  async nominationCount(
    { id, isOfHost }: OrganisationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<number | null> {
    return isOfHost ? ((await batched(context, this.countsOf, id)) ?? 0) : null;
  }

  private readonly countsOf: ReadMany<number> = async (actor: Actor, ids: readonly string[]) => {
    const groups = await this.organisations.groupsOf(actor, ids);
    const counts = await this.texts.counts(actor, [...groups.values()].flat());
    return new Map(
      [...groups].map(([id, parts]) => [id, parts.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0)]),
    );
  };
}
