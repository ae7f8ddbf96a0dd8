import { type MailWords } from '#libs/notifications';
import { type Stage } from '../domain/approval-plan.js';

/** Stages that wait for somebody. */
export const STAGES_IN_MAIL = ['REVIEW', 'SIGN_OFF'] as const satisfies readonly Stage[];
/** Said so in older messages, whose words stand. */
export const STAGE: Readonly<Record<(typeof STAGES_IN_MAIL)[number], MailWords>> = {
  REVIEW: { en: 'review', fr: 'son examen' },
  SIGN_OFF: { en: 'sign-off', fr: 'sa validation' },
};

/** What a nomination waits for, as the console's pages call it. */
export const STEP: typeof STAGE = {
  REVIEW: { en: 'review', fr: 'son examen' },
  SIGN_OFF: { en: 'sign-off', fr: 'une décision' },
};
