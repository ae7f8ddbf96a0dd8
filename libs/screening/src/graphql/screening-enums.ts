import { enumOf } from '#libs/platform';
import { type PairChange, type PairState, type Verdict } from '../domain/judgement.js';
import { type ScreeningKind, type ScreeningState } from '../domain/screening.js';
import { type DuplicateReason, type ScreeningFinding } from '../domain/screening-findings.js';

export const ScreeningKindEnum = enumOf<ScreeningKind>(
  'ScreeningKind',
  'What a submitted nomination is checked for',
  {
    DUPLICATES: 'Other nominations of the conference that may name the same person',
    COMPLETENESS: 'Whether something is missing that the host needs',
    PREVIOUS_REFUSALS: 'Whether the person was refused before',
    QUOTA: 'Whether the body has places left, and what its rank means for them',
    WATCH_LIST: "Whether a name like this is on the host's watch list",
  },
);

export const ScreeningStateEnum = enumOf<ScreeningState>('ScreeningState', 'How a check ended', {
  PENDING: 'It has not ended yet',
  CLEAR: 'Nothing was found',
  FLAGGED: 'Something was found that a person should look at',
  FAILED: 'It could not be made; a person has to look for themselves',
});

export const ScreeningFindingEnum = enumOf<ScreeningFinding>('ScreeningFinding', 'What a check has found', {
  NOTHING_MISSING: 'Nothing is missing',
  FIELDS_MISSING: 'Fields are missing, which are named',
  NO_PLACES: 'The body has no places for this constituency',
  PLACES_TAKEN: 'So many of the places are taken',
  RANKED_BEYOND_PLACES: 'The body ranks this nomination behind the places that it has left',
  NOT_REJECTED_BEFORE: 'The person was not refused before',
  REJECTED_BEFORE: 'The person was refused before, in the nominations that are named',
  NOT_ON_WATCH_LIST: 'No name like this is on the watch list',
  ON_WATCH_LIST: 'A name like this is on the watch list',
  NO_DUPLICATE: 'No other nomination names this person',
  POSSIBLE_DUPLICATES: 'Other nominations may name the same person',
  DUPLICATES_JUDGED_DIFFERENT:
    'Other nominations were found, and the host has judged that they are of other people',
  CHECK_FAILED: 'The check failed',
  CHECK_UNFINISHED: 'The check did not end',
});

export const DuplicateReasonEnum = enumOf<DuplicateReason>(
  'DuplicateReason',
  'Why two names may be of one person',
  {
    SAME_EMAIL: 'The e-mail address is the same',
    SAME_NAME: 'The name is the same',
    SIMILAR_NAME: 'The names are very similar',
    OTHER_ROMANISATION: 'A name is written in Latin letters by another system',
    OTHER_SCRIPT: 'A name is written in another script',
    NICKNAME: 'One has a short form of a name',
    INITIAL: 'One has an initial in place of a name',
    OTHER_SPELLING: 'A name differs by its spelling',
    SAME_SOUND: 'The names sound the same',
    WORDS_JOINED: 'Words of a name are joined',
    OTHER_ORDER: 'The names are in another order',
    NAME_LEFT_OUT: 'One has a name that the other leaves out',
  },
);

export const DuplicateVerdictEnum = enumOf<Verdict>(
  'DuplicateVerdict',
  'What the host says of two nominations that may be of one person',
  {
    SAME: 'They are of one person',
    DIFFERENT: 'They are of two people',
    LATER: 'Somebody will look at it later',
  },
);

export const DuplicatePairStateEnum = enumOf<PairState>('DuplicatePairState', 'How a pair stands', {
  OPEN: 'Nobody has judged it, or one of both has changed since so that it is another person to compare',
  SAME: 'Both are of one person',
  DIFFERENT: 'They are of two people',
  LATER: 'Somebody will look at it later',
});

export const DuplicatePairChangeEnum = enumOf<PairChange>(
  'DuplicatePairChange',
  'What of a pair has changed since it was judged',
  {
    FIRST_NAME: 'The name of the first, or its name for the badge',
    FIRST_EMAIL: 'The e-mail address of the first',
    SECOND_NAME: 'The name of the second, or its name for the badge',
    SECOND_EMAIL: 'The e-mail address of the second',
  },
);
