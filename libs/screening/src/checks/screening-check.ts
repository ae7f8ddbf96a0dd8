import { type Actor } from '#libs/kernel';
import {
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';
import { type ScreeningKind } from '../domain/screening.js';
import { type ScreenedSubject } from '../screening-subjects.js';

/** Another subject that may be of the same person. */
export interface LookAlike {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/** What a check found. */
export interface Finding {
  readonly state: 'CLEAR' | 'FLAGGED';
  readonly code: ScreeningFinding;
  readonly values: FindingValues;
  /** Of the check for duplicates alone: what takes the place of all that was found before. */
  readonly lookAlikes?: readonly LookAlike[];
}

export const SCREENING_ACTOR: Actor = { kind: 'system', task: 'screening' };

/** One question that is asked of each submission. It reads and finds; what it found is stored by the screening. */
export abstract class ScreeningCheck {
  abstract readonly kind: ScreeningKind;
  /**
   * Answers for many subjects at once, in their order. Where it fails for the many, it is asked for each alone, so that one that
   * it cannot bear costs no other its answer.
   */
  abstract screen(subjects: readonly ScreenedSubject[]): Promise<readonly Finding[]>;
}
