import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, enumOf, IdempotencyKey, mutationPayload, NodeType } from '#libs/platform';
import { LONGEST_NOTE, type NoteSide } from '../domain/note.js';

export const NoteSideEnum = enumOf<NoteSide>('NoteSide', 'Who reads a note', {
  HOST: 'The host’s staff and auditors of the conference, nobody of a body',
  BODY: 'The people of the body that the subject belongs to, nobody of the host',
});

@ObjectType('Note', {
  implements: () => NodeType,
  description:
    'What somebody has noted about a nomination for their own side: the host’s staff, or the people of its body. To the other side there is none',
})
export class NoteType {
  @Field(() => ID) id: string;
  @Field(() => NoteSideEnum, { description: 'Who reads it' }) side: NoteSide;
  @Field(() => String, { description: 'What it is about, a constant word: nomination' }) subjectType: string;
  @Field(() => ID, { description: 'The id of what it is about' }) subjectId: string;
  @Field(() => String, { description: 'As it was written, on several lines' }) text: string;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When its author last changed it; null: never' })
  changedAt: Date | null;
  @Field(() => Int, { description: 'Moves with each change; `updateNote` and `deleteNote` name it' })
  version: number;
  @Field(() => Boolean, { description: 'The caller wrote it, and can change and delete it' })
  canChange: boolean;
}

export const NoteConnection = connectionOf('Note', () => NoteType);

/** Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class WriteNoteInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID, { description: 'What it is about: the id of a nomination' }) subjectId: string;
  @Field(() => NoteSideEnum, {
    nullable: true,
    description:
      'Who is to read it; left out: the side for which the caller writes. Whoever writes for both names one',
  })
  side?: NoteSide | null;
  @Field(() => String, {
    description: `What it says: 1 to ${LONGEST_NOTE.toLocaleString('en')} characters, on several lines`,
  })
  text: string;
}

export const WriteNotePayload = mutationPayload({
  name: 'WriteNote',
  result: { note: () => NoteType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
