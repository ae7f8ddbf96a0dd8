import { type Database, type UnitOfWork } from '#libs/platform';
import { Screening } from '../jobs/screening.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from '../jobs/screening-checks.js';

/** The screening as the worker has it, on a database of a test. */
export const screeningOn = (database: Database, unitOfWork: UnitOfWork): Screening =>
  new Screening(
    database,
    unitOfWork,
    new DuplicatesCheck(database),
    new CompletenessCheck(),
    new PreviousRefusalsCheck(database),
    new QuotaCheck(database),
    new WatchListCheck(database),
  );
