import { Module } from '@nestjs/common';
import { DeadLetterResolver } from './graphql/dead-letter.resolver.js';
import { DeadLetters } from './dead-letters.js';
import { ReplayDeadLetter } from './replay-dead-letter.js';

/** What the API process adds: failed background work, shown and replayed. */
@Module({ providers: [DeadLetters, ReplayDeadLetter, DeadLetterResolver] })
export class OutboxGraphqlModule {}
