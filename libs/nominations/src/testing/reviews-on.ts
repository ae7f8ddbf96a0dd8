import { type Database } from '#libs/platform';
import {
  AbsentColleagues,
  type ReviewDesk,
  ReviewDossier,
  ReleaseSubjects,
  ReviewSubjects,
  SubjectActs,
} from '#libs/approvals';
import { NominationSubject } from '../nomination-subject.js';

/** What the host says on nominations, on a database of a test in which nothing is released and nothing lapses. */
export function reviewsOn(database: Database, desk: ReviewDesk): SubjectActs {
  const subjects = new ReviewSubjects();
  new NominationSubject(subjects, desk, undefined as never, undefined as never).onModuleInit();
  return new SubjectActs(
    subjects,
    desk,
    new AbsentColleagues(database),
    new ReleaseSubjects(subjects),
    new ReviewDossier(database),
  );
}
