import { enumOf } from '#libs/platform';
import { ACTION_WORDS, type NominationAction, type NominationState } from '../domain/nomination.lifecycle.js';
import { type UnavailableActionCode } from '../policies/nomination.policy.js';
import { type NominationOrderField } from '../queries/nomination-orders.js';

export const NominationStateEnum = enumOf<NominationState>(
  'NominationState',
  'Where a nomination stands. A body sees it UNDER_REVIEW until the decision is released',
  {
    DRAFT: 'Being written by the body; the host does not see it',
    SUBMITTED: 'Handed to the host; it holds a place of the body',
    UNDER_REVIEW: 'The host has begun to work on it',
    RETURNED: 'Back with the body, with a question of the host',
    DECIDED: 'Signed off, waiting for its release; the host alone sees it',
    APPROVED: 'Approved and released: the person is invited and has a place',
    RESERVED: 'Released as on the reserve list: approved in merit, without a place',
    REJECTED: 'Refused and released',
    WITHDRAWN: 'Taken back by the body',
    SUPERSEDED: 'Another person has taken its place',
    LAPSED: 'Its deadline passed without an answer',
  },
);

export const NominationActionEnum = enumOf<NominationAction>(
  'NominationAction',
  'What can be done with a nomination; `availableActions` says which the caller can do now',
  ACTION_WORDS,
);

/** Why not, in words of the API; of a pair of nominations as of one. */
export const UNAVAILABLE_WORDS: Readonly<Record<UnavailableActionCode, string>> = {
  NOT_IN_STATE: 'The state does not allow it',
  WINDOW_CLOSED: 'The window of the conference is closed',
  SUBSTITUTIONS_FROZEN: "The conference's window of substitutions is closed: the host alone makes them",
  RECOMMENDED_ALREADY: 'It is recommended, and waits for sign-off',
  NOT_RECOMMENDED_YET: 'An officer has to recommend first',
  MADE_BY_YOU: 'The caller has made it, so somebody else has to do this',
  EDITED_BY_YOU: 'The caller has changed it last, so somebody else has to do this',
  RECOMMENDED_BY_YOU: 'The caller has recommended on it, so somebody else has to do this',
  WORKED_ON_BY_YOU: 'The caller has worked on it before, so somebody else has to do this',
  SIGNED_OFF_BY_YOU: 'The caller has signed it off, so somebody else has to do this',
};

export const UnavailableActionCodeEnum = enumOf<UnavailableActionCode>(
  'UnavailableActionCode',
  'Why the caller cannot do something now, though their role could',
  UNAVAILABLE_WORDS,
);

export const NominationOrderFieldEnum = enumOf<NominationOrderField>(
  'NominationOrderField',
  'What nominations are ordered by',
  {
    CREATED_AT: 'When they were made',
    UPDATED_AT: 'When they last changed',
    NAME: 'The name of the person, without regard to case and accents',
    RANK: "The body's rank, the first first; those without a rank come last",
  },
);

export const OrderDirectionEnum = enumOf<'ASC' | 'DESC'>(
  'OrderDirection',
  'In which direction a list is ordered',
  {
    ASC: 'The smallest, oldest or first first',
    DESC: 'The largest, newest or last first',
  },
);
