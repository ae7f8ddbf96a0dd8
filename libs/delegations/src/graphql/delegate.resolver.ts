import { Args, Context, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser, Clock } from '#libs/kernel';
import { Access, asActor, batched, type GraphQLContext, ListSize, Nodes } from '#libs/platform';
import { MOST_DELEGATES, seatBalances, SEAT_ROLES, type SeatBalance, type Seats } from '../domain/seats.js';
import { type Standing, standingOf } from '../domain/standing.js';
import { Delegates } from '../members/delegates.js';
import { NameDelegate } from '../members/name-delegate.js';
import { RemoveDelegate } from '../members/remove-delegate.js';
import { type DelegateFields } from '../persistence/delegate.statements.js';
import { areDelegationsOpen, canNameDelegates } from '../policies/delegate.policy.js';
import { type InvitationView, OrganisationInvitations } from '../queries/organisation-invitations.js';
import { RemoveDelegateInput } from './delegate.inputs.js';
import {
  DelegateType,
  NameDelegateInput,
  NameDelegatePayload,
  type NameDelegateRequest,
  RemoveDelegatePayload,
  SeatBalanceType,
  StandingEnum,
} from './delegate.type.js';
import { OrganisationInvitationType } from './organisation-invitation.type.js';

const seatsOf = ({ seats }: InvitationView): Seats =>
  Object.fromEntries(seats.map(({ role, count }) => [role, count]));

/** The delegation behind an invitation, and naming it. */
@Resolver(() => OrganisationInvitationType)
export class DelegateResolver {
  constructor(
    private readonly members: Delegates,
    private readonly invitations: OrganisationInvitations,
    private readonly naming: NameDelegate,
    private readonly removing: RemoveDelegate,
    private readonly clock: Clock,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'Delegate', read: asActor(members.byIds) });
  }

  @ResolveField(() => [DelegateType], {
    description: 'Who is in the delegation, in the order of the roles, the head first; at most 100',
  })
  @ListSize(MOST_DELEGATES)
  delegates(invitation: InvitationView, _args: object, context: GraphQLContext) {
    return this.of(context, invitation);
  }

  @ResolveField(() => [SeatBalanceType], {
    description: 'How the seats stand, one for each role that is offered or named',
  })
  @ListSize(SEAT_ROLES.length)
  async seatBalances(
    invitation: InvitationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly SeatBalance[]> {
    return seatBalances(seatsOf(invitation), await this.of(context, invitation));
  }

  @ResolveField(() => StandingEnum, {
    description:
      'Where it stands on the board; behind an acceptance from what is there, so it goes back by itself',
  })
  async standing(invitation: InvitationView, _args: object, context: GraphQLContext): Promise<Standing> {
    const named = await this.of(context, invitation);
    // Nobody is ready before there is a registration.
    const members = named.map(({ id, role }) => ({ id, role, isReady: false }));
    const { state } = invitation;
    return standingOf({ state, isOpened: false, seats: seatsOf(invitation), members, isClosed: false });
  }

  @ResolveField(() => Boolean, {
    description:
      'Whether the caller can name people for the delegation and take them out now: who answers for the organisation while the window DELEGATION of the conference is open or not set, officers of the host always, once it has accepted',
  })
  canNameDelegates(invitation: InvitationView, _args: object, { actor }: GraphQLContext): boolean {
    const { conference, organisationId, state } = invitation;
    const isOpen = areDelegationsOpen(conference, this.clock.now());
    return canNameDelegates(actor, { conferenceId: conference.id, organisationId, state, isOpen });
  }

  @Mutation(() => NameDelegatePayload.type, {
    description:
      'Names somebody for a seat of a delegation, once the organisation has accepted: by whoever answers for it until the freeze, and by officers of the host. The seat is taken with the name or nobody is named',
  })
  @Access.signedIn()
  nameDelegate(
    @Args('input', { type: () => NameDelegateInput }) { idempotencyKey, ...input }: NameDelegateRequest,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return NameDelegatePayload.answer(async () => {
      const { id, invitationId } = await this.naming.run(asUser(actor), idempotencyKey, input);
      const [delegates, invitation] = await Promise.all([
        this.members.byIds(actor, [id]),
        this.invitations.invitation(actor, invitationId),
      ]);
      return { delegate: delegates.get(id) ?? null, invitation };
    });
  }

  @Mutation(() => RemoveDelegatePayload.type, {
    description:
      'Takes somebody out of a delegation: by whoever answers for the organisation until the freeze, and by officers of the host. The seat is free again',
  })
  @Access.signedIn()
  removeDelegate(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') { idempotencyKey }: RemoveDelegateInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return RemoveDelegatePayload.answer(async () => {
      const { invitationId } = await this.removing.run(asUser(actor), id, idempotencyKey);
      return { invitation: await this.invitations.invitation(actor, invitationId) };
    });
  }

  private async of(context: GraphQLContext, { id }: InvitationView): Promise<readonly DelegateFields[]> {
    return (await batched(context, this.members.ofInvitations, id)) ?? [];
  }
}
