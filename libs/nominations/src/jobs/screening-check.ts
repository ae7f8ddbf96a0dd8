import { type Actor } from '#libs/kernel';
import {
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';
import { type ScreeningKind } from '../domain/screening.js';

/** Another nomination that may name the same person. */
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

/** The nomination as the checks see it: of all bodies, for they run for the host. */
export interface ScreenedNomination extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly conference_id: string;
  readonly body_id: string;
  readonly constituency_id: string;
  readonly rank: number | null;
  readonly justification: string | null;
  readonly name: string;
  readonly badge_name: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly job_title: string | null;
  readonly country: string | null;
  readonly email_fold: string | null;
  readonly name_key: string;
  readonly name_codes: readonly string[];
  /** The checks of this version that have not ended well yet. */
  readonly open: readonly ScreeningKind[];
}

export const SCREENING_ACTOR: Actor = { kind: 'system', task: 'screening' };

/** One question that is asked of each submission. It reads and finds; what it found is stored by the screening. */
export abstract class ScreeningCheck {
  abstract readonly kind: ScreeningKind;
  /**
   * Answers for many nominations at once, in their order. Where it fails for the many, it is asked for each alone, so that
   * a nomination that it cannot bear costs no other one its answer.
   */
  abstract screen(nominations: readonly ScreenedNomination[]): Promise<readonly Finding[]>;
}
