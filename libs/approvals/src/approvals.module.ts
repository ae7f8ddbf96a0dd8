import { Module } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { NotificationsModule } from '#libs/notifications';
import { AbsentColleagues } from './queries/absent-colleagues.js';
import { Absences } from './queries/absences.js';
import { ReviewDossier } from './queries/review-dossier.js';
import { ReviewSubjects } from './review-subjects.js';
import { StandingClaims } from './queries/standing-claims.js';
import { AssignReviews } from './use-cases/assign-reviews.js';
import { EndAbsence } from './use-cases/end-absence.js';
import { RecordAbsence } from './use-cases/record-absence.js';
import { ReleaseSubjects } from './use-cases/release-subjects.js';
import { RemindColleagues } from './use-cases/remind-colleagues.js';
import { ReviewClaims } from './use-cases/review-claims.js';
import { ReviewDesk } from './use-cases/review-desk.js';
import { SubjectActs } from './use-cases/subject-acts.js';

const PARTS = [
  ReviewSubjects,
  ReviewDesk,
  ReviewDossier,
  ReleaseSubjects,
  SubjectActs,
  AbsentColleagues,
  Absences,
  RecordAbsence,
  EndAbsence,
  ReviewClaims,
  AssignReviews,
  RemindColleagues,
  StandingClaims,
];

@Module({ imports: [NotificationsModule], providers: [...PARTS, StaffDirectory], exports: PARTS })
export class ApprovalsModule {}
