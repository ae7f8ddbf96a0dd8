import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser, type Page } from '#libs/kernel';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Organisations, OrganisationType } from '#libs/organisations';
import {
  Access,
  asActor,
  askedLanguage,
  batched,
  type GraphQLContext,
  LanguageTag,
  ListSize,
  Nodes,
  PageArgs,
} from '#libs/platform';
import {
  type InvitationView,
  OrganisationInvitations,
  type StateFigures,
} from '../queries/organisation-invitations.js';
import { CreateOrganisationInvitation } from '../use-cases/create-organisation-invitation.js';
import {
  CreateOrganisationInvitationInput,
  CreateOrganisationInvitationPayload,
  type CreateOrganisationInvitationRequest,
} from './organisation-invitation.inputs.js';
import {
  MOST_FIGURES,
  OrganisationInvitationConnection,
  OrganisationInvitationFiguresType,
  OrganisationInvitationFilterInput,
  OrganisationInvitationType,
} from './organisation-invitation.type.js';

const HOST = ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'] as const;

@Resolver(() => OrganisationInvitationType)
export class OrganisationInvitationResolver {
  constructor(
    private readonly invitations: OrganisationInvitations,
    private readonly create: CreateOrganisationInvitation,
    private readonly organisations: Organisations,
    private readonly users: UserDirectory,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'OrganisationInvitation', read: asActor(invitations.byIds) });
  }

  @Query(() => OrganisationInvitationConnection, {
    description:
      'Invitations of governments and organisations to a conference, in the protocol order of a language by the names that the conference has. For the host and auditors. Those of a merged organisation stand where the kept one does',
  })
  @Access.role(...HOST)
  organisationInvitations(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('language', {
      type: () => LanguageTag,
      nullable: true,
      description: 'In whose order; left out: the first of the conference',
    })
    language: string | null,
    @Args('filter', { type: () => OrganisationInvitationFilterInput, nullable: true })
    filter: OrganisationInvitationFilterInput | null,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<InvitationView>> {
    return this.invitations.list(actor, conferenceId, {
      ...page,
      filter: filter ?? {},
      language: askedLanguage(language),
    });
  }

  @Query(() => [OrganisationInvitationFiguresType], {
    description:
      'How many invitations of a conference are in each state, and how many seats these are: one for each state, in the order of the lifecycle. `filter.states` does not restrict them. For the host and auditors',
  })
  @ListSize(MOST_FIGURES)
  @Access.role(...HOST)
  organisationInvitationFigures(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('filter', { type: () => OrganisationInvitationFilterInput, nullable: true })
    filter: OrganisationInvitationFilterInput | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<readonly StateFigures[]> {
    return this.invitations.figures(actor, conferenceId, filter ?? {});
  }

  @Mutation(() => CreateOrganisationInvitationPayload.type, {
    description:
      'Drafts the letter to an organisation of the conference: by officers of the host. An organisation has one invitation that is not revoked. Nothing goes out before somebody else has approved it',
  })
  @Access.signedIn()
  createOrganisationInvitation(
    @Args('input', { type: () => CreateOrganisationInvitationInput })
    { idempotencyKey, ...input }: CreateOrganisationInvitationRequest,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return CreateOrganisationInvitationPayload.answer(async () => {
      const { id } = await this.create.run(asUser(actor), idempotencyKey, input);
      return { invitation: await this.invitations.invitation(actor, id) };
    });
  }

  @ResolveField(() => OrganisationType, {
    nullable: true,
    description: 'Who is invited; of one that was merged the one that it is merged into',
  })
  async organisation({ organisationId }: InvitationView, _args: object, context: GraphQLContext) {
    let found = await batched(context, this.organisations.byIds, organisationId);
    while (found !== undefined && found !== null && found.mergedInto !== null)
      found = await batched(context, this.organisations.byIds, found.mergedInto);
    return found ?? null;
  }

  @ResolveField(() => UserType, { nullable: true, description: 'Who has drafted it' })
  createdBy({ createdById }: InvitationView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, createdById);
  }

  @ResolveField(() => UserType, {
    nullable: true,
    description: 'Who has approved it as it stands; null: nobody has',
  })
  approvedBy({ approvedById }: InvitationView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, approvedById);
  }

  @ResolveField(() => UserType, {
    nullable: true,
    description: 'Who has last reminded the organisation of its answer; null: nobody',
  })
  remindedBy({ remindedById }: InvitationView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, remindedById);
  }
}
