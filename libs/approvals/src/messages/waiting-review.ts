import { z } from 'zod';
import { type MailLanguage, moment, typed, type Values } from '#libs/notifications';
import { STAGE, STAGES_IN_MAIL, STEP } from './stage-words.js';

/** What is said of a nomination that waits for somebody of the host. */
export const waitingReview = z.strictObject({
  conferenceName: z.string(),
  personName: z.string(),
  bodyName: z.string(),
  reference: z.string(),
  stage: z.enum(STAGES_IN_MAIL),
  dueAt: z.iso.datetime(),
  timeZone: z.string(),
});

export const shownWaiting = (params: z.output<typeof waitingReview>, language: MailLanguage): Values => ({
  person: typed(params.personName),
  body: typed(params.bodyName),
  reference: params.reference,
  stage: STAGE[params.stage][language],
  step: STEP[params.stage][language],
  dueAt: moment(language, params.dueAt, params.timeZone),
});
