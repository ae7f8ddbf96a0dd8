import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageLog } from '#libs/notifications';
import { Database, DiskRoom, OutboxHealth, Readiness } from '#libs/platform';

/** Tells the health page how to find out about the parts of this process. */
@Injectable()
export class RegisterReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
    private readonly messages: MessageLog,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', () => this.database.checkWritable());
    const disk = new DiskRoom(this.database);
    this.readiness.register('disk', () => disk.check());
    this.readiness.registerFigure('failedMessages', () => this.messages.countFailed());
    this.readiness.registerFigure('messagesInDoubt', () => this.messages.countInDoubt());
    new OutboxHealth(this.database).register(this.readiness);
  }
}
