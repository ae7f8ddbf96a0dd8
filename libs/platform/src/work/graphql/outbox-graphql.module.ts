import { Module } from '@nestjs/common';
import { DeadLetterResolver } from './dead-letter.resolver.js';
import { DeadLetters } from '../outbox/dead-letters.js';
import { ReplayDeadLetter } from '../outbox/replay-dead-letter.js';

/** What the API process adds: failed background work, shown and replayed. */
@Module({ providers: [DeadLetters, ReplayDeadLetter, DeadLetterResolver] })
export class OutboxGraphqlModule {}
