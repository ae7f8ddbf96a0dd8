import { Args, Context, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Access, asActor, type GraphQLContext, Nodes } from '#libs/platform';
import { MOST_NOTES } from '../domain/note.js';
import { Notes, type NoteView } from '../queries/notes.js';
import { WriteNote } from '../use-cases/write-note.js';
import { NoteType, WriteNoteInput, WriteNotePayload } from './note.type.js';

@Resolver(() => NoteType)
export class NoteResolver {
  constructor(
    private readonly notes: Notes,
    private readonly users: UserDirectory,
    private readonly write: WriteNote,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'Note', read: asActor(notes.byIds) });
  }

  @ResolveField(() => UserType, { nullable: true, description: 'Who wrote it; null for who may not know' })
  author(parent: NoteView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, parent.authorId);
  }

  @Mutation(() => WriteNotePayload.type, {
    description: `Notes something about a nomination for the caller’s own side: the host’s staff, or the people of its body, at most ${MOST_NOTES} notes of each. The nomination stays as it is, its version too, and the other side learns nothing of it`,
  })
  @Access.signedIn()
  writeNote(
    @Args('input') { idempotencyKey, ...input }: WriteNoteInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return WriteNotePayload.answer(async () => {
      const { id } = await this.write.run(asUser(actor), idempotencyKey, input);
      return { note: await this.notes.note(actor, id) };
    });
  }
}
