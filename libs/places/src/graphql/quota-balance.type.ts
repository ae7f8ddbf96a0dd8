import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, NodeType } from '#libs/platform';
import { BodyType, ConstituencyType } from '#libs/conference';

@ObjectType('QuotaBalance', {
  implements: () => NodeType,
  description: "A body's places for one constituency",
})
export class QuotaBalanceType {
  @Field(() => ID) id: string;
  @Field(() => BodyType) body: object;
  @Field(() => ConstituencyType) constituency: object;
  @Field(() => Int, { description: 'Places given, overrides included' }) allotted: number;
  @Field(() => Int, { description: 'Of these, given by approvers beyond the allotment' }) overridden: number;
  @Field(() => Int, {
    description:
      'Taken by nominations that are not decided, as far as the body knows, and by places that are offered to another body',
  })
  held: number;
  @Field(() => Int, { description: 'Used by approved nominations' }) consumed: number;
  @Field(() => Int, { description: 'How many are free: allotted and overridden, less held and consumed' })
  available: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Approved in a decision that is not released yet (host only; null for everybody else)',
  })
  awaitingRelease: number | null;
}

export const QuotaBalanceConnection = connectionOf('QuotaBalance', () => QuotaBalanceType);
