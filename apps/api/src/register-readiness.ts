import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, OutboxHealth, Readiness } from '#libs/platform';

/** Tells the health page how to find out about the parts of this process. */
@Injectable()
export class RegisterReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', () => this.database.pool.query('SELECT 1'));
    new OutboxHealth(this.database).register(this.readiness);
  }
}
