import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { ApprovalsModule } from './approvals.module.js';
import { ApprovalsNodes } from './graphql/approvals.nodes.js';
import { AbsenceResolver } from './graphql/absence.resolver.js';
import { DecisionBatchResolver } from './graphql/decision-batch.resolver.js';
import { InboxResolver } from './graphql/inbox.resolver.js';
import { ReviewColleagueResolver } from './graphql/review-colleague.resolver.js';
import { ReviewAnswers } from './graphql/review-answers.js';
import { InboxSources } from './inbox-sources.js';
import { Batches } from './queries/batches.js';
import { ListInbox } from './queries/list-inbox.js';
import { ReviewColleagues } from './queries/review-colleagues.js';
import { ReleasePreviews } from './queries/release-previews.js';

const SHARED = [Batches, InboxSources, ListInbox, ReleasePreviews, ReviewAnswers];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [ApprovalsModule, AuditModule],
  providers: [
    ...SHARED,
    ReviewColleagues,
    ApprovalsNodes,
    AbsenceResolver,
    ReviewColleagueResolver,
    DecisionBatchResolver,
    InboxResolver,
  ],
  exports: [...SHARED, ApprovalsModule],
})
export class ApprovalsGraphqlModule {}
