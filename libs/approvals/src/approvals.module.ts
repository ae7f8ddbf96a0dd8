import { Module } from '@nestjs/common';
import { AbsentColleagues } from './queries/absent-colleagues.js';
import { ReviewDesk } from './use-cases/review-desk.js';

@Module({ providers: [ReviewDesk, AbsentColleagues], exports: [ReviewDesk, AbsentColleagues] })
export class ApprovalsModule {}
