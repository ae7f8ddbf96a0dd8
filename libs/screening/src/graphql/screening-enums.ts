import { enumOf } from '#libs/platform';
import { SCREENING_KINDS, SCREENING_STATES } from '../domain/screening.js';
import { DUPLICATE_REASONS, SCREENING_FINDINGS } from '../domain/screening-findings.js';

export const ScreeningKindEnum = enumOf('ScreeningKind', SCREENING_KINDS);
export const ScreeningStateEnum = enumOf('ScreeningState', SCREENING_STATES);
export const ScreeningFindingEnum = enumOf('ScreeningFinding', SCREENING_FINDINGS);
export const DuplicateReasonEnum = enumOf('DuplicateReason', DUPLICATE_REASONS);
