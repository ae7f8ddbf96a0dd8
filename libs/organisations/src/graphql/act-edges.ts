import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, type GraphQLContext } from '#libs/platform';
import { Organisations } from '../queries/organisations.js';
import { ORGANISATION_TYPES } from './organisation.inputs.js';
import { OrganisationType } from './organisation.type.js';

/** Reads an organisation again after an act. */
@Injectable()
export class OrganisationAnswer implements ActReader {
  constructor(private readonly organisations: Organisations) {}

  async answer(
    { actor }: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { id } = await act(asUser(actor));
    return { organisation: await this.organisations.organisation(actor, id) };
  }
}

export const ORGANISATION_EDGE: ActEdge = {
  result: { organisation: () => OrganisationType },
  reader: OrganisationAnswer,
  extras: { currentVersion: () => Int },
  types: ORGANISATION_TYPES,
};
