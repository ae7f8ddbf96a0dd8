import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailHealth } from '#libs/notifications';
import { Database, JobRunner, Readiness } from '#libs/platform';

/** Tells the worker's health page how to find out about it: it can do nothing without its database and its queue. */
@Injectable()
export class RegisterReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
    private readonly jobs: JobRunner,
    private readonly mail: MailHealth,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', () => this.database.checkWritable());
    this.readiness.register('queue', () => this.jobs.checkQueue());
    this.mail.register(this.readiness);
  }
}
