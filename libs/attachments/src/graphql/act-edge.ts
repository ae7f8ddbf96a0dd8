import { Injectable } from '@nestjs/common';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, type GraphQLContext } from '#libs/platform';

@Injectable()
export class DeletedAttachmentAnswer implements ActReader {
  async answer(
    { actor }: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<Readonly<Record<string, unknown>>> {
    return { isDeleted: (await act(asUser(actor))).id !== '' };
  }
}

export const DELETED_EDGE: ActEdge = {
  extras: {},
  types: {},
  result: { isDeleted: { type: () => Boolean, otherwise: false, description: 'Whether it is gone' } },
  reader: DeletedAttachmentAnswer,
};
