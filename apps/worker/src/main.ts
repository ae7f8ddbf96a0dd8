import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { createLogger, endFailed, loadSettings, NestLogger, type Settings } from '#libs/platform';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
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
  return { close: () => app.close() };
}

/** Runs as a process of its own: `node dist/apps/worker/src/main.js`. */
async function main(): Promise<void> {
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

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await main().catch(endFailed);
