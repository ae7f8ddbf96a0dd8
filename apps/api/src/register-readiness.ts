import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailHealth, MessageLog } from '#libs/notifications';
import { Database, DiskRoom, OutboxHealth, Readiness } from '#libs/platform';

/** Tells the health page how to find out about this process. It is ready with its database; all else is told, and locks nobody out. */
@Injectable()
export class RegisterReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
    private readonly messages: MessageLog,
    private readonly mail: MailHealth,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', () => this.database.checkWritable());
    const disk = new DiskRoom(this.database);
    // Reading goes on while nothing can be saved, and whoever saves is told why.
    this.readiness.watch('disk', () => disk.check());
    this.readiness.registerFigure('failedMessages', () => this.messages.countFailed());
    this.readiness.registerFigure('messagesInDoubt', () => this.messages.countInDoubt());
    this.mail.register(this.readiness);
    new OutboxHealth(this.database).register(this.readiness);
  }
}
