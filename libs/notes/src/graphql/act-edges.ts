import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, type GraphQLContext } from '#libs/platform';
import { Notes } from '../queries/notes.js';
import { NoteType } from './note.type.js';

type Done = (actor: UserActor) => Promise<{ id: string }>;
type Answered = Promise<Readonly<Record<string, unknown>>>;

@Injectable()
export class NoteAnswer implements ActReader {
  constructor(private readonly notes: Notes) {}

  async answer({ actor }: GraphQLContext, act: Done): Answered {
    const { id } = await act(asUser(actor));
    return { note: await this.notes.note(actor, id) };
  }
}

@Injectable()
export class DeletedNoteAnswer implements ActReader {
  async answer({ actor }: GraphQLContext, act: Done): Answered {
    return { isDeleted: (await act(asUser(actor))).id !== '' };
  }
}

const COMMON = { extras: { currentVersion: () => Int }, types: {} } satisfies Partial<ActEdge>;

export const NOTE_EDGE: ActEdge = { ...COMMON, result: { note: () => NoteType }, reader: NoteAnswer };
export const DELETED_EDGE: ActEdge = {
  ...COMMON,
  result: { isDeleted: { type: () => Boolean, otherwise: false, description: 'Whether it is gone' } },
  reader: DeletedNoteAnswer,
};
