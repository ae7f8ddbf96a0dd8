import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, NodeType } from '#libs/platform';
import { UserType } from '#libs/access';
import { DecisionOutcomeEnum, ReasonCodeEnum, RecommendationEnum } from './approvals-enums.js';

@ObjectType('RecommendationEntry', {
  implements: () => NodeType,
  description: 'What an officer has recommended',
})
export class RecommendationEntryType {
  @Field(() => ID) id: string;
  @Field(() => RecommendationEnum, { description: 'What' }) recommendation: string;
  @Field(() => String, { nullable: true, description: 'What they wrote beside it; null: nothing' }) note:
    string | null;
  @Field(() => UserType, { description: 'Who' }) by: object;
  @Field(() => DateTime, { description: 'When' }) at: Date;
}

@ObjectType('SignOffVoice', {
  implements: () => NodeType,
  description: 'What one approver said, as it stands',
})
export class SignOffVoiceType {
  @Field(() => ID) id: string;
  @Field(() => DecisionOutcomeEnum, { description: 'What was signed off' }) outcome: string;
  @Field(() => ReasonCodeEnum, { nullable: true, description: 'Why; null: no reason was given' }) reasonCode:
    string | null;
  @Field(() => String, { nullable: true, description: 'Why, in words; null: none' }) reasonText:
    string | null;
  @Field(() => Boolean, { description: 'Whether the body is told the reason' }) isReasonShared: boolean;
  @Field(() => Boolean, { description: 'Whether it was signed beyond the quota' }) isQuotaOverridden: boolean;
  @Field(() => UserType, { description: 'Who signed' }) by: object;
  @Field(() => UserType, {
    nullable: true,
    description: 'The absent colleague for whom it was signed; null: nobody',
  })
  onBehalfOf: object | null;
  @Field(() => DateTime, { description: 'When it was signed' }) at: Date;
}

@ObjectType('SignOffProgress', {
  implements: () => NodeType,
  description:
    'Voices with the same outcome count together; the decision stands when enough agree. Until then each may be changed',
})
export class SignOffProgressType {
  @Field(() => ID) id: string;
  @Field(() => Int, { description: 'How many approvers have to agree' }) needed: number;
  @Field(() => [SignOffVoiceType], {
    description: 'One for each approver who has signed, in their order, the differing ones too',
  })
  voices: SignOffVoiceType[];
}

@ObjectType('DecisionBatch', {
  implements: () => NodeType,
  description: 'Decisions that were released together',
})
export class DecisionBatchType {
  @Field(() => ID) id: string;
  @Field(() => Int, { description: 'Its number in the conference, from 1' }) number: number;
  @Field(() => DateTime, { description: 'When it was released' }) releasedAt: Date;
  @Field(() => Int, { description: 'How many decisions it has' }) size: number;
  @Field(() => Int, { description: 'How many of its messages the mail server has taken' })
  messagesSent: number;
  @Field(() => Int, { description: 'How many of its messages did not arrive' }) messagesFailed: number;
}

@ObjectType('Decision', {
  implements: () => NodeType,
  description: 'What the host has decided about a nomination. A body sees it once it is released',
})
export class DecisionType {
  @Field(() => ID) id: string;
  @Field(() => DecisionOutcomeEnum, { description: 'What was decided' }) outcome: string;
  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Why; null where no reason was given, or it is not shared with the caller',
  })
  reasonCode: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why, in words; null where there are none, or they are not shared with the caller',
  })
  reasonText: string | null;
  @Field(() => UserType, {
    nullable: true,
    description: 'Null for the body: it hears from the host, not from a person',
  })
  decidedBy: object | null;
  @Field(() => UserType, {
    nullable: true,
    description: 'The absent colleague for whom it was signed; null: nobody',
  })
  onBehalfOf: object | null;
  @Field(() => DateTime, { description: 'When the last signature that was needed came' }) decidedAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was released; null: it is not' })
  releasedAt: Date | null;
  @Field(() => DecisionBatchType, {
    nullable: true,
    description: 'The batch that it was released in; null: it is not released',
  })
  batch: object | null;
}

export const DecisionBatchConnection = connectionOf('DecisionBatch', () => DecisionBatchType);
