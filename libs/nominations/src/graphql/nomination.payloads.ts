import { Int } from '@nestjs/graphql';
import { connectionOf, DateTime, mutationPayload } from '#libs/platform';
import { UserSummaryType } from '#libs/access';
import { ConferenceType } from '#libs/conference';
import { InvitationStateEnum } from '#libs/invitations';
import { NominationStateEnum } from './nomination-enums.js';
import { AbsenceType } from './absence.type.js';
import {
  DecisionBatchType,
  InboxItemType,
  NominationType,
  QuotaBalanceType,
  SkippedDecisionType,
  WatchListEntryType,
} from './nomination.type.js';

export const NominationConnection = connectionOf('Nomination', () => NominationType);
export const DecisionBatchConnection = connectionOf('DecisionBatch', () => DecisionBatchType);
export const InboxConnection = connectionOf('Inbox', () => InboxItemType);
export const QuotaBalanceConnection = connectionOf('QuotaBalance', () => QuotaBalanceType);
export const WatchListConnection = connectionOf('WatchList', () => WatchListEntryType);

const nomination = { nomination: () => NominationType } as const;
const COMMON = ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'] as const;
const CHANGE = [...COMMON, 'VERSION_CONFLICT', 'ACTION_UNAVAILABLE'] as const;
const conflict = { currentVersion: () => Int, state: () => NominationStateEnum } as const;

export const CreateNominationPayload = mutationPayload({
  name: 'CreateNomination',
  result: nomination,
  codes: [...COMMON, 'WINDOW_CLOSED', 'QUOTA_SPENT', 'INCOMPLETE'],
  extras: { balance: () => QuotaBalanceType },
});
export const UpdateNominationPayload = mutationPayload({
  name: 'UpdateNomination',
  result: nomination,
  codes: [...CHANGE, 'WINDOW_CLOSED', 'QUOTA_SPENT'],
  extras: { ...conflict, balance: () => QuotaBalanceType },
});
export const SubmitNominationPayload = mutationPayload({
  name: 'SubmitNomination',
  result: nomination,
  codes: [...CHANGE, 'WINDOW_CLOSED', 'QUOTA_SPENT', 'INCOMPLETE'],
  extras: { ...conflict, balance: () => QuotaBalanceType },
});
export const WithdrawNominationPayload = mutationPayload({
  name: 'WithdrawNomination',
  result: nomination,
  codes: CHANGE,
  extras: conflict,
});
export const CorrectEmailPayload = mutationPayload({
  name: 'CorrectEmail',
  result: nomination,
  codes: [...CHANGE, 'SEPARATION_OF_DUTIES', 'INVITATION_ENDED', 'RATE_LIMITED'],
  extras: { ...conflict, invitationState: () => InvitationStateEnum, retryAt: () => DateTime },
});
export const RecommendNominationPayload = mutationPayload({
  name: 'RecommendNomination',
  result: nomination,
  codes: [...CHANGE, 'SEPARATION_OF_DUTIES'],
  extras: conflict,
});
export const ReturnNominationPayload = mutationPayload({
  name: 'ReturnNomination',
  result: nomination,
  codes: CHANGE,
  extras: conflict,
});
export const DecideNominationPayload = mutationPayload({
  name: 'DecideNomination',
  result: nomination,
  codes: [...CHANGE, 'SEPARATION_OF_DUTIES', 'ALREADY_DECIDED', 'REASON_REQUIRED', 'QUOTA_SPENT'],
  extras: { ...conflict, balance: () => QuotaBalanceType, decidedBy: () => UserSummaryType },
});
export const ReopenNominationPayload = mutationPayload({
  name: 'ReopenNomination',
  result: nomination,
  codes: CHANGE,
  extras: conflict,
});
export const PromoteNominationPayload = mutationPayload({
  name: 'PromoteNomination',
  result: nomination,
  codes: [...CHANGE, 'SEPARATION_OF_DUTIES', 'REASON_REQUIRED', 'QUOTA_SPENT'],
  extras: { ...conflict, balance: () => QuotaBalanceType },
});
export const ReleaseDecisionsPayload = mutationPayload({
  name: 'ReleaseDecisions',
  result: { batch: () => DecisionBatchType, skipped: { type: () => [SkippedDecisionType], otherwise: [] } },
  codes: [...COMMON, 'NOTHING_TO_RELEASE', 'PREVIEW_CHANGED'],
});
export const AllotPlacesPayload = mutationPayload({
  name: 'AllotPlaces',
  result: { balance: { type: () => QuotaBalanceType, otherwise: null } },
  codes: [...COMMON, 'VERSION_CONFLICT', 'QUOTA_SPENT'],
  extras: { balance: () => QuotaBalanceType },
});
export const SetFreedPlacesPayload = mutationPayload({
  name: 'SetFreedPlaces',
  result: { conference: () => ConferenceType },
  codes: COMMON,
});
export const RecordAbsencePayload = mutationPayload({
  name: 'RecordAbsence',
  result: { absence: () => AbsenceType },
  codes: COMMON,
});
export const EndAbsencePayload = mutationPayload({
  name: 'EndAbsence',
  description: 'absence is null for one that had not begun: it is off the record',
  result: { absence: () => AbsenceType },
  codes: COMMON,
});
export const LoadWatchListPayload = mutationPayload({
  name: 'LoadWatchList',
  result: { count: { type: () => Int, otherwise: 0 } },
  codes: COMMON,
});
