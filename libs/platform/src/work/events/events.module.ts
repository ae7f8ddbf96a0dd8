import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type Settings } from '../../settings/settings.js';
import { Database } from '../../database/database.js';
import { type Logger } from '../../logging/logger.js';
import { EventBus } from '../definitions/event-bus.js';
import { PostgresEventBus } from './postgres-event-bus.js';

/** Provides the process's `EventBus`: over Redis where configured, else over PostgreSQL. */
@Global()
@Module({})
export class EventsModule {
  /** `databaseUrl` is the one of the process's own role; the listening connection is opened on first use. */
  static forRoot(options: {
    readonly settings: Pick<Settings, 'redisUrl' | 'redis'>;
    readonly databaseUrl: string;
    readonly logger: Logger;
  }): DynamicModule {
    const { settings, databaseUrl: url, logger } = options;
    return {
      module: EventsModule,
      providers: [
        {
          provide: EventBus,
          inject: [Database],
          useFactory: async (database: Database) => {
            if (settings.redisUrl === undefined)
              return new PostgresEventBus({
                url,
                logger,
                send: (text, values) => database.pool.query(text, [...values]),
              });
            const { RedisEventBus } = await import('./redis-event-bus.js');
            return new RedisEventBus({ url: settings.redisUrl, ...settings.redis, logger });
          },
        },
      ],
      exports: [EventBus],
    };
  }
}
