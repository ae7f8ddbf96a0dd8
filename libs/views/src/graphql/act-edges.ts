import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, type GraphQLContext } from '#libs/platform';
import { SavedViews } from '../queries/saved-views.js';
import { SavedViewType } from './saved-view.type.js';

type Done = (actor: UserActor) => Promise<{ id: string }>;
type Answered = Promise<Readonly<Record<string, unknown>>>;

/** Reads a view again after an act. */
@Injectable()
export class SavedViewAnswer implements ActReader {
  constructor(private readonly views: SavedViews) {}

  async answer({ actor }: GraphQLContext, act: Done): Answered {
    const { id } = await act(asUser(actor));
    return { savedView: await this.views.byId(actor, id) };
  }
}

@Injectable()
export class DeletedViewAnswer implements ActReader {
  async answer({ actor }: GraphQLContext, act: Done): Answered {
    return { isDeleted: (await act(asUser(actor))).id !== '' };
  }
}

export const VIEW_EDGE: ActEdge = {
  result: { savedView: () => SavedViewType },
  reader: SavedViewAnswer,
  extras: { currentVersion: () => Int },
  types: {},
};
export const DELETED_EDGE: ActEdge = {
  result: { isDeleted: { type: () => Boolean, otherwise: false, description: 'Whether it is gone' } },
  reader: DeletedViewAnswer,
  extras: {},
  types: {},
};
