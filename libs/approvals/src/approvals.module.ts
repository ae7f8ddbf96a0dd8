import { Module } from '@nestjs/common';
import { AbsentColleagues } from './queries/absent-colleagues.js';
import { Absences } from './queries/absences.js';
import { ReviewDossier } from './queries/review-dossier.js';
import { ReviewSubjects } from './review-subjects.js';
import { EndAbsence } from './use-cases/end-absence.js';
import { RecordAbsence } from './use-cases/record-absence.js';
import { ReviewDesk } from './use-cases/review-desk.js';

const PARTS = [
  ReviewSubjects,
  ReviewDesk,
  ReviewDossier,
  AbsentColleagues,
  Absences,
  RecordAbsence,
  EndAbsence,
];

@Module({ providers: PARTS, exports: PARTS })
export class ApprovalsModule {}
