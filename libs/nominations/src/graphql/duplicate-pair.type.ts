import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { UserType } from '#libs/access';
import { connectionOf, DateTime, IdempotencyKey, mutationPayload } from '#libs/platform';
import {
  DuplicatePairChangeEnum,
  DuplicatePairStateEnum,
  DuplicateReasonEnum,
  DuplicateVerdictEnum,
  LONGEST_JUDGEMENT_NOTE,
  type PairState,
} from '#libs/screening';
import { NominationType } from './nomination.type.js';

@ObjectType('DuplicateJudgement', {
  description: 'What somebody of the host has said of two nominations that may be of one person',
})
export class DuplicateJudgementType {
  @Field(() => DuplicateVerdictEnum, { description: 'What they said' }) verdict: string;
  @Field(() => String, { nullable: true, description: 'What they noted with it, for the host' }) note:
    string | null;
  @Field(() => UserType, { nullable: true, description: 'Who said it; null for who may not know' }) by:
    object | null;
  @Field(() => DateTime, { description: 'When' }) at: Date;
  @Field(() => [DuplicatePairChangeEnum], {
    description:
      'What a screening has found to be another since: then the pair is OPEN again. Empty: the judgement stands',
  })
  changes: string[];
}

@ObjectType('PossibleDuplicate', { description: 'Another nomination that may name the same person' })
export class PossibleDuplicateType {
  @Field(() => NominationType) nomination: NominationType;
  @Field(() => Float, { description: 'How much alike they are: 0 to 1' }) score: number;
  @Field(() => [DuplicateReasonEnum], { description: 'Why it may be the same person' }) reasonCodes: string[];
  @Field(() => [String], { description: 'The same in plain English' }) reasons: string[];
  @Field(() => DuplicateJudgementType, {
    nullable: true,
    description:
      'Whether both are of one person, as the host has said. Judged DIFFERENT without changes since, it is no warning any more; null: nobody has judged it',
  })
  judgement: DuplicateJudgementType | null;
}

@ObjectType('DuplicatePair', {
  description: 'Two nominations, of whichever bodies, that may be of one person. The host’s alone',
})
export class DuplicatePairType {
  @Field(() => NominationType, { description: 'The older one' }) first: NominationType;
  @Field(() => NominationType, { description: 'The newer one' }) second: NominationType;
  @Field(() => Float, { description: 'How much alike they are: 0 to 1' }) score: number;
  @Field(() => [DuplicateReasonEnum], { description: 'Why it may be one person' }) reasonCodes: string[];
  @Field(() => [String], { description: 'The same in plain English' }) reasons: string[];
  @Field(() => DuplicatePairStateEnum, { description: 'How it stands' }) state: PairState;
  @Field(() => DuplicateJudgementType, { nullable: true, description: 'Null: nobody has judged it' })
  judgement: DuplicateJudgementType | null;
  @Field(() => Int, {
    description: 'How often it was judged: `judgeDuplicate` names it. 0: not yet',
  })
  version: number;
  @Field(() => Boolean, { description: 'Whether the caller may say what it is' }) canJudge: boolean;
}

export const DuplicatePairConnection = connectionOf('DuplicatePair', () => DuplicatePairType);

@InputType({ description: 'Values OR within a field, AND between fields' })
export class DuplicatePairFilter {
  @Field(() => [DuplicatePairStateEnum], {
    nullable: true,
    description: 'Pairs that stand so; left out or empty: the open ones',
  })
  states?: PairState[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Pairs of which at least one nomination is for one of these',
  })
  constituencyIds?: string[] | null;
}

/** Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class JudgeDuplicateInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID, { description: 'One of both' }) nominationId: string;
  @Field(() => ID, { description: 'The other one' }) otherId: string;
  @Field(() => DuplicateVerdictEnum, { description: 'What they are' }) verdict: string;
  @Field(() => String, {
    nullable: true,
    description: `Why, for the host; at most ${LONGEST_JUDGEMENT_NOTE.toLocaleString('en')} characters`,
  })
  note?: string | null;
  @Field(() => Int, { description: 'The `version` of the pair that the caller has read' }) version: number;
}

export const JudgeDuplicatePayload = mutationPayload({
  name: 'JudgeDuplicate',
  result: { pair: () => DuplicatePairType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', 'ALREADY_JUDGED'],
  extras: { decidedBy: () => UserType, verdict: () => DuplicateVerdictEnum },
});
