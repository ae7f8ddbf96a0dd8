import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '#libs/kernel';
import { Commands } from './database/commands/commands.js';
import { ManyActs } from './database/commands/many-acts.js';
import { OutboxBell } from './database/outbox-bell.js';
import { Database, openDataSource } from './database/database.js';
import { API_ROLE, type RuntimeRole, WORKER_ROLE } from './settings/role-url.js';
import { connectionsNeeded, tellFewConnections } from './database/connections-needed.js';
import { connectionProblem, DatabaseRefused } from './database/connection-problem.js';
import { refusePooler } from './database/refuse-pooler.js';
import { refuseOtherRole } from './database/role-of-process.js';
import { refuseOtherSchema } from './database/schema-state.js';
import { UnitOfWork } from './database/unit-of-work.js';

/** Closes the pool after everything that uses it. */
class OpenDatabase extends Database {
  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

interface DatabaseOptions {
  /** What the process works as; its address may name a login that takes this role on. */
  readonly role: RuntimeRole;
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
}

/** @throws DatabaseRefused, WrongSchema or WrongRole before anything else starts, where program, database and role do not fit. */
async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const setting = options.role === API_ROLE ? 'DATABASE_API_URL' : 'DATABASE_WORKER_URL';
  const source = await openDataSource(options)
    .initialize()
    .catch((error: unknown) => {
      throw new DatabaseRefused(`${setting}: ${connectionProblem(error, options.url, options.role)}`, {
        cause: error,
      });
    });
  const database = new OpenDatabase(source);
  try {
    await refusePooler(options.url, setting);
    await tellFewConnections(database.pool, {
      api: connectionsNeeded(API_ROLE, options.poolSize),
      worker: connectionsNeeded(WORKER_ROLE, options.poolSize),
    });
    await refuseOtherSchema(database.pool);
    await refuseOtherRole(database.pool, options.role);
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
  static forRole(options: DatabaseOptions): DynamicModule {
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
        ManyActs,
      ],
      exports: [Database, Clock, OutboxBell, UnitOfWork, Commands, ManyActs],
    };
  }
}
