import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
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

  @Field(() => DateTime)
  occurredAt: string;

  @Field(() => String, { nullable: true, description: 'Null where the caller may not know the person' })
  actor: string | null;

  @Field(() => String, { nullable: true })
  onBehalfOf: string | null;

  @Field(() => String, { description: 'A constant word: nomination.submitted' })
  action: string;

  @Field(() => String)
  subjectType: string;

  @Field(() => ID)
  subjectId: string;

  @Field(() => [SentenceValueType], { description: 'Values for the words of the action' })
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

@InputType()
export class AuditEventFilter {
  @Field(() => ID, { nullable: true })
  subjectId?: string | null;

  @Field(() => [String], { nullable: true })
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
