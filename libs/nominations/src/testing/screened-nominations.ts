import { type Database } from '#libs/platform';
import { ScreeningSubjects } from '#libs/screening';
import { NominationScreening } from '../nomination-screening.js';

/** Nominations as subjects of the screening, on a database of a test. */
export function screenedNominations(database: Database): ScreeningSubjects {
  const subjects = new ScreeningSubjects();
  new NominationScreening(subjects, database).onModuleInit();
  return subjects;
}
