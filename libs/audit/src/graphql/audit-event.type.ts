import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ApiTokenType } from '#libs/access';
import { BodyType } from '#libs/conference';
import { connectionOf, DateTime, enumOf, NodeType, SentenceValueType } from '#libs/platform';
import { type TrailOrder } from '../queries/audit-trail.js';

@ObjectType('AuditEvent', { implements: () => NodeType, description: 'One fact of the audit trail' })
export class AuditEventType {
  @Field(() => ID)
  id: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Place in the chain; null until it is sealed, and for partners',
  })
  sequence: number | null;

  @Field(() => DateTime, { description: 'When it happened' })
  occurredAt: string;

  @Field(() => String, { nullable: true, description: 'Null where the caller may not know the person' })
  actor: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The absent colleague for whom it was done; null where there is none, or the caller may not know them',
  })
  onBehalfOf: string | null;

  @Field(() => ApiTokenType, {
    nullable: true,
    description: 'With which token it was done; null where with none, or the caller may not see the token',
  })
  apiToken: ApiTokenType | null;

  @Field(() => String, { description: 'A constant word: nomination.submitted' })
  action: string;

  @Field(() => String, { description: 'What kind of thing it is about: `nomination`, `grant`' })
  subjectType: string;

  @Field(() => ID, { description: 'The id of what it is about' })
  subjectId: string;

  @Field(() => [SentenceValueType], {
    description: 'Values for the words of the action, one for each that they name',
  })
  values: SentenceValueType[];

  @Field(() => String, { description: 'What happened, in plain English' })
  summary: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the person wrote beside it: a question, a reason. It can be erased, the event cannot',
  })
  remark: string | null;

  @Field(() => BodyType, { nullable: true })
  body: BodyType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Link of the chain up to here, in hexadecimal; null for partners',
  })
  hash: string | null;
}

export const AuditEventOrderEnum = enumOf<TrailOrder>(
  'AuditEventOrder',
  'In which order the trail is listed',
  {
    NEWEST: 'The newest first',
    RECORDED:
      'As they were committed, the oldest first: nothing is missed and nothing comes twice behind a cursor',
  },
);

export const AuditEventConnection = connectionOf('AuditEvent', () => AuditEventType);

@InputType({
  description: 'Which entries of the trail are asked for. What is left out or null does not restrict them',
})
export class AuditEventFilter {
  @Field(() => ID, { nullable: true, description: 'About this thing alone' })
  subjectId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Of these actions alone, as `action` has them' })
  actions?: string[] | null;

  @Field(() => [ID], { nullable: true })
  bodyIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of the name of who did it, in whose name, or whom it concerns; a reference finds its nomination',
  })
  search?: string | null;
}
