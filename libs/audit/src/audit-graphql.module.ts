import { Module } from '@nestjs/common';
import { ExportModule } from '#libs/export';
import { AuditExports } from './export/audit-exports.js';
import { AuditModule } from './audit.module.js';
import { ChangeResolver } from './graphql/change.resolver.js';
import { AuditResolver } from './graphql/audit.resolver.js';
import { SealedTrail } from './queries/sealed-trail.js';

/** What the API process adds: the page of the trail, and the trail as a file. */
@Module({
  imports: [AuditModule, ExportModule],
  providers: [AuditResolver, ChangeResolver, SealedTrail, AuditExports],
})
export class AuditGraphqlModule {}
