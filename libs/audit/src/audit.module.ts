import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './queries/audit-trail.js';

/** Reading the trail, for every context of the process. Writing it is `tx.audit(…)` of the platform. */
@Global()
@Module({ providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}
