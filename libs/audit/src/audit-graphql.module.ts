import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module.js';
import { ChangeResolver } from './graphql/change.resolver.js';
import { AuditResolver } from './graphql/audit.resolver.js';

/** What the API process adds: the page of the trail. */
@Module({ imports: [AuditModule], providers: [AuditResolver, ChangeResolver] })
export class AuditGraphqlModule {}
