import { Module } from '@nestjs/common';
import { AuditSealer } from './sealing/audit-sealer.js';
import { SealingLoop } from './sealing/sealing-loop.js';

/** What the worker adds: the sealing of the trail, from boot to shutdown. */
@Module({ providers: [AuditSealer, SealingLoop], exports: [AuditSealer] })
export class AuditJobsModule {}
