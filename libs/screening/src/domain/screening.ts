export const SCREENING_KINDS = [
  'DUPLICATES',
  'COMPLETENESS',
  'PREVIOUS_REFUSALS',
  'QUOTA',
  'WATCH_LIST',
] as const;
export type ScreeningKind = (typeof SCREENING_KINDS)[number];

export const SCREENING_STATES = ['PENDING', 'CLEAR', 'FLAGGED', 'FAILED'] as const;
export type ScreeningState = (typeof SCREENING_STATES)[number];
