import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, enumOf, NodeType } from '#libs/platform';
import { type AttachmentSide } from '../domain/attachment.js';

export const AttachmentSideEnum = enumOf<AttachmentSide>(
  'AttachmentSide',
  'Whose a file is, and who reads it',
  {
    HOST: 'The host’s own: its staff and auditors of the conference read it, nobody of a body',
    BODY: 'Of the body that the subject belongs to: its people read it, and the host since the subject was handed over to it',
  },
);

@ObjectType('Attachment', {
  implements: () => NodeType,
  description:
    'A file that somebody has attached to a nomination. It comes in by `POST /attachments`; a picture is drawn anew as JPEG, without what came with it',
})
export class AttachmentType {
  @Field(() => ID) id: string;
  @Field(() => AttachmentSideEnum, { description: 'Whose it is' }) side: AttachmentSide;
  @Field(() => String, { description: 'What it is attached to, a constant word: nomination' })
  subjectType: string;
  @Field(() => ID, { description: 'The id of what it is attached to' }) subjectId: string;
  @Field(() => String, { description: 'As people call it, with the ending of what it is kept as' })
  fileName: string;
  @Field(() => String, { description: 'By its content: application/pdf or image/jpeg' }) contentType: string;
  @Field(() => Int, { description: 'Bytes, as it is kept' }) size: number;
  @Field(() => String, { description: 'SHA-256 of the bytes as they are kept, in hexadecimal' })
  sha256: string;
  @Field(() => String, {
    description: 'Where it is had by GET, below the address of the API, by whoever sees it here',
  })
  path: string;
  @Field(() => Boolean, { description: 'Whether the host reads it; of the host’s own always' })
  isShown: boolean;
  @Field(() => Boolean, { description: 'Whether the store has lost its bytes' }) isLost: boolean;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => Boolean, { description: 'Whether the caller can delete it' }) canDelete: boolean;
}
