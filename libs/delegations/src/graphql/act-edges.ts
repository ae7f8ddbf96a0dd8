import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, DateTime, type GraphQLContext } from '#libs/platform';
import { OrganisationInvitations } from '../queries/organisation-invitations.js';
import { INVITATION_TYPES } from './organisation-invitation.inputs.js';
import {
  OrganisationInvitationStateEnum,
  OrganisationInvitationType,
} from './organisation-invitation.type.js';

/** Reads an invitation again after an act. */
@Injectable()
export class OrganisationInvitationAnswer implements ActReader {
  constructor(private readonly invitations: OrganisationInvitations) {}

  async answer(
    { actor }: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { id } = await act(asUser(actor));
    return { invitation: await this.invitations.invitation(actor, id) };
  }
}

export const INVITATION_EDGE: ActEdge = {
  result: { invitation: () => OrganisationInvitationType },
  reader: OrganisationInvitationAnswer,
  extras: {
    currentVersion: () => Int,
    state: () => OrganisationInvitationStateEnum,
    remindedAt: () => DateTime,
    remindedBy: () => String,
  },
  types: INVITATION_TYPES,
};
