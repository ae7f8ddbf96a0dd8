import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import {
  createLogger,
  loadSettings,
  NestLogger,
  Readiness,
  type Settings,
  startHealthServer,
} from '#libs/platform';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  /** Where it tells whether it can work, on this machine. */
  readonly healthUrl: string;
  /** Takes no more jobs, lets those at work end (25 seconds at most), and closes its connections. */
  close(): Promise<void>;
}

/**
 * Starts the relay and the queues. The database must be migrated.
 * @throws when a job has no handler, the clock is wrong, or the database or the queue cannot be reached.
 */
export async function startWorker(settings: Settings): Promise<RunningWorker> {
  const logger = createLogger(settings);
  const app = await NestFactory.createApplicationContext(WorkerModule.forSettings(settings, logger), {
    abortOnError: false,
    logger: new NestLogger(logger),
  });
  const readiness = app.get(Readiness);
  try {
    const health = await startHealthServer(readiness, settings, logger);
    return {
      healthUrl: health.url,
      close: async () => {
        // It says that it stops for as long as that takes.
        readiness.drain();
        await app.close();
        await health.close();
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** The worker as a process of its own, until it is told to stop. */
export async function runWorker(): Promise<void> {
  const settings = loadSettings(undefined, ['worker']);
  const worker = await startWorker(settings);
  const stop = (): void => {
    worker.close().then(
      () => process.exit(0),
      (error: unknown) => {
        createLogger(settings).error({ err: error }, 'The worker did not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
