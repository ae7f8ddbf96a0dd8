import { Module } from '@nestjs/common';
import { DeadLetters } from '../outbox/dead-letters.js';
import { DeadLetterResolver } from './dead-letter.resolver.js';
import { OutboxHealth } from '../outbox/outbox-health.js';
import { ReplayDeadLetter } from '../outbox/replay-dead-letter.js';

/** What the API process shows of background work: dead letters, and its health. */
@Module({
  providers: [DeadLetters, ReplayDeadLetter, DeadLetterResolver, OutboxHealth],
  exports: [DeadLetters, OutboxHealth],
})
export class OutboxModule {}
