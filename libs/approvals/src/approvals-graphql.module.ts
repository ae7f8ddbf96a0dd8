import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { ApprovalsModule } from './approvals.module.js';
import { AbsenceResolver } from './graphql/absence.resolver.js';
import { DecisionBatchResolver } from './graphql/decision-batch.resolver.js';
import { ReviewAnswers } from './graphql/review-answers.js';
import { Batches } from './queries/batches.js';

const SHARED = [Batches, ReviewAnswers];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [ApprovalsModule, AuditModule],
  providers: [...SHARED, AbsenceResolver, DecisionBatchResolver],
  exports: [...SHARED, ApprovalsModule],
})
export class ApprovalsGraphqlModule {}
