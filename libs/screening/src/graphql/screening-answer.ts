import { sentenceValues } from '#libs/platform';
import { type ScreeningResult } from '../queries/screening-dossier.js';

/** A result as `ScreeningResultType` has it. */
export const screeningAnswer = (result: ScreeningResult): object => ({
  ...result,
  values: sentenceValues(result.values),
});
