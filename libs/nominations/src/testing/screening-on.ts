import { type Database, type UnitOfWork } from '#libs/platform';
import { QuotaBalances } from '#libs/places';
import { Candidates } from '../jobs/candidates.js';
import { LookAlikes } from '../jobs/look-alikes.js';
import { Screening } from '../jobs/screening.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from '../jobs/screening-checks.js';

/** The screening as the worker has it, on a database of a test. */
export function screeningOn(database: Database, unitOfWork: UnitOfWork): Screening {
  const lookAlikes = new LookAlikes(new Candidates(database));
  return new Screening(
    database,
    unitOfWork,
    new DuplicatesCheck(lookAlikes),
    new CompletenessCheck(),
    new PreviousRefusalsCheck(lookAlikes),
    new QuotaCheck(new QuotaBalances(database)),
    new WatchListCheck(database),
  );
}
