import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, NodeType } from '#libs/platform';
import { UserType } from '#libs/access';
import { DecisionOutcomeEnum, ReasonCodeEnum, RecommendationEnum } from './approvals-enums.js';

const nullable = { nullable: true } as const;

@ObjectType('RecommendationEntry', { implements: () => NodeType })
export class RecommendationEntryType {
  @Field(() => ID) id: string;
  @Field(() => RecommendationEnum) recommendation: string;
  @Field(() => String, nullable) note: string | null;
  @Field(() => UserType) by: object;
  @Field(() => DateTime) at: Date;
}

@ObjectType('SignOffVoice', {
  implements: () => NodeType,
  description: 'What one approver said, as it stands',
})
export class SignOffVoiceType {
  @Field(() => ID) id: string;
  @Field(() => DecisionOutcomeEnum) outcome: string;
  @Field(() => ReasonCodeEnum, nullable) reasonCode: string | null;
  @Field(() => String, nullable) reasonText: string | null;
  @Field(() => Boolean) isReasonShared: boolean;
  @Field(() => Boolean) isQuotaOverridden: boolean;
  @Field(() => UserType) by: object;
  @Field(() => UserType, nullable) onBehalfOf: object | null;
  @Field(() => DateTime) at: Date;
}

@ObjectType('SignOffProgress', {
  implements: () => NodeType,
  description:
    'Voices with the same outcome count together; the decision stands when enough agree. Until then each may be changed',
})
export class SignOffProgressType {
  @Field(() => ID) id: string;
  @Field(() => Int, { description: 'How many approvers have to agree' }) needed: number;
  @Field(() => [SignOffVoiceType], { description: 'In their order, the differing ones too' })
  voices: SignOffVoiceType[];
}

@ObjectType('DecisionBatch', { implements: () => NodeType })
export class DecisionBatchType {
  @Field(() => ID) id: string;
  @Field(() => Int) number: number;
  @Field(() => DateTime) releasedAt: Date;
  @Field(() => Int) size: number;
  @Field(() => Int) messagesSent: number;
  @Field(() => Int) messagesFailed: number;
}

@ObjectType('Decision', { implements: () => NodeType })
export class DecisionType {
  @Field(() => ID) id: string;
  @Field(() => DecisionOutcomeEnum) outcome: string;
  @Field(() => ReasonCodeEnum, nullable) reasonCode: string | null;
  @Field(() => String, nullable) reasonText: string | null;
  @Field(() => UserType, {
    nullable: true,
    description: 'Null for the body: it hears from the host, not from a person',
  })
  decidedBy: object | null;
  @Field(() => UserType, nullable) onBehalfOf: object | null;
  @Field(() => DateTime) decidedAt: Date;
  @Field(() => DateTime, nullable) releasedAt: Date | null;
  @Field(() => DecisionBatchType, nullable) batch: object | null;
}

export const DecisionBatchConnection = connectionOf('DecisionBatch', () => DecisionBatchType);
