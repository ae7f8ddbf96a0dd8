import { Field, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#libs/platform';
import { UserType } from '#libs/access';

@ObjectType('ReviewClaim', {
  description:
    'That somebody of the host is on a review. A courtesy: others may act all the same. It ends with the stage, with the role, and with an absence',
})
export class ReviewClaimType {
  @Field(() => UserType, { description: 'Who is on it' }) by: object;
  @Field(() => Boolean, { description: 'Whether that is the caller' }) isMine: boolean;
  @Field(() => UserType, { nullable: true, description: 'Who has given it to them; null: they took it' })
  assignedBy: object | null;
  @Field(() => DateTime, { description: 'Since when' }) since: Date;
}
