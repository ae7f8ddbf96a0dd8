import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { UserType } from '#libs/access';
import { DateTime, enumOf, IdempotencyKey, mutationPayload, NodeType } from '#libs/platform';
import { InvitationStateEnum } from '#libs/invitations';
import { type PersonFact, UNDO_DAYS, type UndoObstacle } from '../domain/merging.js';
import { type PairAction, type PairObstacle } from '../policies/pair.policy.js';
import { DuplicatePairType } from './duplicate-pair.type.js';
import { NominationStateEnum, UNAVAILABLE_WORDS } from './nomination-enums.js';
import { NominationType } from './nomination.type.js';

export const PersonFactEnum = enumOf<PersonFact>(
  'PersonFact',
  'What one nomination takes from another one of the same person. Not the address: each invitation goes to its own',
  {
    NAME: 'The name',
    BADGE_NAME: 'The name for the badge in Latin letters. A name in Latin letters takes it away',
    HONORIFIC: 'How the person is addressed',
    ORGANISATION: 'Where the person works',
    JOB_TITLE: 'As what',
    COUNTRY: 'The country',
    LANGUAGE: 'The language',
  },
);

export const UndoObstacleEnum = enumOf<UndoObstacle>('UndoObstacle', 'Why a merge is not undone (any more)', {
  UNDONE: 'It was undone',
  TOO_LATE: `It was made more than ${UNDO_DAYS} days ago`,
  CHANGED_SINCE: 'All that it has changed says something else by now',
});

export const DuplicatePairActionEnum = enumOf<PairAction>(
  'DuplicatePairAction',
  'What can be done with two nominations that may be of one person',
  {
    JUDGE: 'Say whether they are: `judgeDuplicate`',
    MERGE_INTO_FIRST: 'Take facts of the person from the second onto the first: `mergeDuplicate`',
    MERGE_INTO_SECOND: 'Take facts of the person from the first onto the second: `mergeDuplicate`',
  },
);

export const DuplicatePairObstacleEnum = enumOf<PairObstacle>(
  'DuplicatePairObstacle',
  'Why the caller cannot do something with a pair now, though their role could',
  { NOT_JUDGED_SAME: 'The host has not judged that both are of one person', ...UNAVAILABLE_WORDS },
);

@ObjectType('UnavailablePairAction', {
  description: 'What the caller cannot do with a pair now, though their role could',
})
export class UnavailablePairActionType {
  @Field(() => DuplicatePairActionEnum, { description: 'What' }) action: string;
  @Field(() => DuplicatePairObstacleEnum, { description: 'Why not' }) code: string;
  @Field(() => String, { description: 'The same in plain English' }) reason: string;
}

@ObjectType('MergedFact', { description: 'One fact that a merge has changed' })
export class MergedFactType {
  @Field(() => PersonFactEnum, { description: 'Which' }) fact: string;
  @Field(() => String, {
    nullable: true,
    description: 'What it said before; null where it said nothing, and once nobody may undo the merge',
  })
  was: string | null;
  @Field(() => String, { nullable: true, description: 'What it says by the merge; null likewise' })
  became: string | null;
  @Field(() => Boolean, {
    description: 'Whether it says something else by now: then an undoing leaves it as it is',
  })
  isChangedSince: boolean;
}

@ObjectType('DuplicateMerge', {
  implements: () => NodeType,
  description: 'What one nomination of a pair has taken from the other. The host’s alone',
})
export class DuplicateMergeType {
  @Field(() => ID, { description: 'For `undoMerge`' }) id: string;
  @Field(() => NominationType, { description: 'The one that was corrected' }) nomination: object;
  @Field(() => [MergedFactType], { description: 'What it has changed: at most 7 facts' }) facts: object[];
  @Field(() => UserType, { nullable: true, description: 'Who did it; null for who may not know' }) by:
    object | null;
  @Field(() => DateTime, { description: 'When' }) at: Date;
  @Field(() => DateTime, { description: `Until when it can be undone: ${UNDO_DAYS} days` })
  undoableUntil: Date;
  @Field(() => UserType, {
    nullable: true,
    description: 'Who has undone it; null where nobody has, and for who may not know',
  })
  undoneBy: object | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was undone; null: it was not' })
  undoneAt: Date | null;
  @Field(() => UndoObstacleEnum, {
    nullable: true,
    description: 'Why nobody undoes it any more; null: it can be undone',
  })
  undoObstacle: string | null;
  @Field(() => Boolean, { description: 'Whether the caller can undo it now' }) canUndo: boolean;
}

const VERSION_OF = (which: string): string => `The version of ${which} that the caller has read`;

/** Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class MergeDuplicateInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID, { description: 'The nomination that is corrected' }) nominationId: string;
  @Field(() => ID, { description: 'The other one of the pair, which says it right' }) otherId: string;
  @Field(() => [PersonFactEnum], { description: 'What the one takes from the other; at least one' })
  facts: string[];
  @Field(() => Int, { description: VERSION_OF('the nomination that is corrected') }) version: number;
  @Field(() => Int, { description: VERSION_OF('the other one') }) otherVersion: number;
}

@InputType()
export class UndoMergeInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID, { description: 'Which merge' }) mergeId: string;
  @Field(() => Int, { description: VERSION_OF('the nomination that was corrected') }) version: number;
}

const CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'INVALID_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'VERSION_CONFLICT',
  'ACTION_UNAVAILABLE',
  'SEPARATION_OF_DUTIES',
  'INVITATION_ENDED',
] as const;
const EXTRAS = {
  currentVersion: () => Int,
  state: () => NominationStateEnum,
  invitationState: () => InvitationStateEnum,
};

export const MergeDuplicatePayload = mutationPayload({
  name: 'MergeDuplicate',
  result: { pair: () => DuplicatePairType },
  codes: [...CODES, 'NOT_JUDGED_SAME'],
  extras: EXTRAS,
});

export const UndoMergePayload = mutationPayload({
  name: 'UndoMerge',
  result: {
    pair: () => DuplicatePairType,
    kept: {
      type: () => [PersonFactEnum],
      description: 'What was not put back, for somebody has changed it since',
      otherwise: [],
    },
  },
  codes: [...CODES, 'MERGE_STANDS'],
  extras: { ...EXTRAS, undoObstacle: () => UndoObstacleEnum },
});
