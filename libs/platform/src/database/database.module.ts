import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '#libs/kernel';
import { Commands } from '../commands/commands.js';
import { OutboxBell } from '../outbox/outbox-bell.js';
import { Database, openDataSource } from './database.js';
import { refuseOtherSchema } from './schema-state.js';
import { UnitOfWork } from './unit-of-work.js';

/** Closes the pool after everything that uses it. */
class OpenDatabase extends Database {
  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

/** @throws WrongSchema before anything else starts, where the program and the database do not fit. */
async function openDatabase(options: Parameters<typeof openDataSource>[0]): Promise<Database> {
  const database = new OpenDatabase(await openDataSource(options).initialize());
  try {
    await refuseOtherSchema(database.pool);
  } catch (error) {
    await database.source.destroy();
    throw error;
  }
  return database;
}

/** The database of a process, opened at boot under one runtime role. */
@Global()
@Module({})
export class DatabaseModule {
  static forRole(options: {
    readonly url: string;
    readonly poolSize: number;
    readonly applicationName: string;
  }): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: Database,
          useFactory: () => openDatabase(options),
        },
        { provide: Clock, useClass: SystemClock },
        OutboxBell,
        UnitOfWork,
        Commands,
      ],
      exports: [Database, Clock, OutboxBell, UnitOfWork, Commands],
    };
  }
}
