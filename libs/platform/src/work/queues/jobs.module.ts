import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { type Settings } from '../../settings/settings.js';
import { type JobDefinition } from '../definitions/job-definition.js';
import { PLATFORM_SWEEPS } from '../sweeps/platform-sweeps.js';
import { Sweep } from '../sweeps/sweep.js';
import { Sweeper } from '../sweeps/sweeper.js';
import { SignOfLife } from '../outbox/sign-of-life.js';
import { JobHandler } from './job-handler.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { WORKER_OPTIONS, type WorkerOptions, workerOptions } from './worker-options.js';
import { Database } from '../../database/database.js';

/** The worker's side of background work: the relay, the queues, and the handlers that other modules provide. */
@Module({})
export class JobsModule {
  /**
   * Every provider of the process that extends `JobHandler` or `Sweep` is found by itself; `handlers` adds more. Boot
   * fails when a job of `jobs` has no handler or two, or a handler does a job that is not listed. `DatabaseModule.forRole` must be
   * imported beside it with the worker's role.
   */
  static forWorker(options: {
    readonly settings: Pick<Settings, 'database' | 'redisUrl' | 'redis' | 'queue' | 'outbox'>;
    readonly jobs: readonly JobDefinition[];
    readonly handlers?: readonly Type<JobHandler>[];
    /** For tests: shorter times than an installation needs. */
    readonly timing?: Partial<WorkerOptions>;
  }): DynamicModule {
    return {
      module: JobsModule,
      // Handlers' own leases bear the process's sign of life.
      global: true,
      imports: [DiscoveryModule],
      providers: [
        ...(options.handlers ?? []),
        { provide: WORKER_OPTIONS, useValue: { ...workerOptions(options.settings), ...options.timing } },
        {
          provide: SignOfLife,
          useFactory: ({ database }: WorkerOptions) => new SignOfLife(database.url),
          inject: [WORKER_OPTIONS],
        },
        {
          provide: JobRunner,
          useFactory: (
            discovery: DiscoveryService,
            database: Database,
            worker: WorkerOptions,
            life: SignOfLife,
          ) =>
            new JobRunner(
              () => new JobRegistry(options.jobs, instancesOf(discovery, JobHandler)),
              database,
              worker,
              life,
            ),
          inject: [DiscoveryService, Database, WORKER_OPTIONS, SignOfLife],
        },
        ...PLATFORM_SWEEPS,
        {
          provide: Sweeper,
          useFactory: (discovery: DiscoveryService, database: Database) =>
            new Sweeper(database, () => instancesOf(discovery, Sweep)),
          inject: [DiscoveryService, Database],
        },
      ],
      exports: [JobRunner, SignOfLife],
    };
  }
}

/** Every provider of a kind; one that two modules provide counts once if it is the same instance. */
function instancesOf<Kind>(
  discovery: DiscoveryService,
  kind: abstract new (...args: never[]) => Kind,
): Kind[] {
  const instances = discovery.getProviders().map((wrapper): unknown => wrapper.instance);
  return [...new Set(instances)].filter((instance): instance is Kind => instance instanceof kind);
}
