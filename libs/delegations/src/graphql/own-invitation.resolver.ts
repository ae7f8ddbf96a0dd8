import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FocalPoints, GrantType, type GrantView } from '#libs/access';
import { Access, askedLanguage, batched, type GraphQLContext, LanguageTag, ListSize } from '#libs/platform';
import { MOST_OWN } from '../persistence/organisation-invitation.statements.js';
import { InvitedNames, keyOf } from '../queries/invited-names.js';
import { type InvitationView, OrganisationInvitations } from '../queries/organisation-invitations.js';
import { OrganisationInvitationType } from './organisation-invitation.type.js';

/** Invitations as whoever answers for an organisation reads them, and who that is. */
@Resolver(() => OrganisationInvitationType)
export class OwnInvitationResolver {
  constructor(
    private readonly invitations: OrganisationInvitations,
    private readonly names: InvitedNames,
    private readonly answering: FocalPoints,
  ) {}

  @Query(() => [OrganisationInvitationType], {
    description:
      'Of each organisation for which the caller answers the newest invitation that is out, the earliest date for replies first; at most 15',
  })
  @ListSize(MOST_OWN)
  @Access.role('FOCAL_POINT')
  ownOrganisationInvitations(@Context() { actor }: GraphQLContext): Promise<readonly InvitationView[]> {
    return this.invitations.own(actor);
  }

  @ResolveField(() => String, {
    description: 'What the invited organisation is called today, for the host and for whoever answers for it',
  })
  async organisationName(
    @Parent() { conference, organisationId }: InvitationView,
    @Args('language', {
      type: () => LanguageTag,
      nullable: true,
      description: 'Left out: the first of the conference',
    })
    language: string | null,
    @Context() context: GraphQLContext,
  ): Promise<string> {
    const organisation = await batched(context, this.names.byKeys, keyOf(conference.id, organisationId));
    if (organisation === undefined || organisation === null) return '';
    return this.names.nameOf(organisation, askedLanguage(language) ?? conference.locales[0] ?? 'en');
  }

  @ResolveField(() => [GrantType], {
    description:
      'Who answers for the organisation, or is asked to, the oldest first; at most 20. For the host and auditors; to everybody else nobody',
  })
  @ListSize(20)
  async focalPoints(
    { organisationId }: InvitationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly GrantView[]> {
    return (await batched(context, this.answering.ofOrganisations, organisationId)) ?? [];
  }
}
