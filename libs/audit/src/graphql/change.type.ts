import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#libs/platform';

@ObjectType('Change', {
  description:
    'Something that has changed. What it is like now is read by its id: it may have changed again since',
})
export class ChangeType {
  @Field(() => String, {
    description:
      'What happened, a constant word as in the audit trail: nomination.submitted. Words may be added; leave alone what you do not know',
  })
  kind: string;

  @Field(() => String, { description: 'What kind of thing has changed, a constant word: nomination' })
  subjectType: string;

  @Field(() => ID, { description: 'The id of what has changed' })
  subjectId: string;

  @Field(() => DateTime, { description: 'When it happened; the order of changes is that of their commits' })
  occurredAt: string;
}

export const ChangeConnection = connectionOf('Change', () => ChangeType);
