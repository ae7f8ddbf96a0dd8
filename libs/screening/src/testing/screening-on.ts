import { type Database, type UnitOfWork } from '#libs/platform';
import { QuotaBalances } from '#libs/places';
import { Candidates } from '../checks/candidates.js';
import { LookAlikes } from '../checks/look-alikes.js';
import { Screening } from '../checks/screening.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from '../checks/screening-checks.js';
import { type ScreeningSubjects } from '../screening-subjects.js';

/** The screening as the worker has it, on a database of a test. */
export function screeningOn(
  database: Database,
  unitOfWork: UnitOfWork,
  subjects: ScreeningSubjects,
): Screening {
  const lookAlikes = new LookAlikes(new Candidates(subjects));
  return new Screening(
    database,
    unitOfWork,
    subjects,
    new DuplicatesCheck(lookAlikes),
    new CompletenessCheck(),
    new PreviousRefusalsCheck(lookAlikes, database),
    new QuotaCheck(new QuotaBalances(database)),
    new WatchListCheck(database),
  );
}
