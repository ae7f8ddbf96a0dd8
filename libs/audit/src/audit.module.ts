import { Global, Module } from '@nestjs/common';
import { ChainHeads } from './queries/chain-heads.js';
import { ChangeFeed } from './queries/change-feed.js';
import { FeedCursors } from './queries/feed-cursors.js';
import { ChangesOfScope } from './queries/changes-of-scope.js';
import { ReferencesOfSubjects } from './queries/references-of-subjects.js';
import { PeopleOfTrail } from './queries/people-of-trail.js';
import { AuditTrail } from './queries/audit-trail.js';

const READERS = [
  AuditTrail,
  ChainHeads,
  ChangeFeed,
  ChangesOfScope,
  FeedCursors,
  PeopleOfTrail,
  ReferencesOfSubjects,
];

/** Reading the trail, for every context of the process. Writing it is `tx.audit(…)` of the platform. */
@Global()
@Module({ providers: READERS, exports: READERS })
export class AuditModule {}
