import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access, asActor, Nodes } from '#libs/platform';
import { Invitations } from '../invitations.facade.js';
import { PersonalInvitation, type PersonalInvitationView } from '../queries/personal-invitation.js';
import { AnswerInvitation } from '../use-cases/answer-invitation.js';
import {
  ConfirmInvitationInput,
  ConfirmInvitationPayload,
  DeclineInvitationInput,
  DeclineInvitationPayload,
  PersonalInvitationType,
} from './invitation.type.js';

/** The invitee's page. The token of the link is all that is needed, and it opens nothing else. */
@Resolver()
export class InvitationResolver {
  constructor(
    private readonly personal: PersonalInvitation,
    private readonly answering: AnswerInvitation,
    invitations: Invitations,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'Invitation', read: asActor(invitations.byIds) });
  }

  @Query(() => PersonalInvitationType, {
    nullable: true,
    description: 'Null for a link that does not work. Looking answers nothing.',
  })
  @Access.public()
  invitation(@Args('token', { type: () => String }) token: string): Promise<PersonalInvitationView | null> {
    return this.personal.byToken(token);
  }

  @Mutation(() => ConfirmInvitationPayload.type, {
    description: 'The invitee accepts, also after declining as long as the place is there (PLACE_GONE)',
  })
  @Access.public()
  confirmInvitation(
    @Args('token', { type: () => String }) token: string,
    @Args('input') input: ConfirmInvitationInput,
  ): Promise<object> {
    return ConfirmInvitationPayload.answer(async () => {
      await this.answering.confirm(token, input.idempotencyKey);
      return { invitation: await this.personal.byToken(token) };
    });
  }

  @Mutation(() => DeclineInvitationPayload.type, {
    description: 'The invitee declines; the place is no longer kept for them',
  })
  @Access.public()
  declineInvitation(
    @Args('token', { type: () => String }) token: string,
    @Args('input') input: DeclineInvitationInput,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return DeclineInvitationPayload.answer(async () => {
      await this.answering.decline(token, idempotencyKey, request);
      return { invitation: await this.personal.byToken(token) };
    });
  }
}
