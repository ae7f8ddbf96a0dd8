import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  createLogger,
  DatabaseModule,
  JobsModule,
  loadSettings,
  NestLogger,
  type WorkerOptions,
  WORKER_ROLE,
} from '#libs/platform';
import { FAULT_HANDLERS, FAULT_JOBS } from './fault-jobs.js';

// A worker process as the product runs it, with handlers that leave traces. The test kills it, stops its clock's
// neighbours and takes its servers away. Says "ready" when it works; ends with 1 and one line when it does not start.
const settings = loadSettings(process.env, ['worker']);
const timing = JSON.parse(process.env.PLENARY_TEST_TIMING ?? '{}') as Partial<WorkerOptions>;

@Module({
  imports: [
    DatabaseModule.forRole({
      role: WORKER_ROLE,
      url: settings.database.workerUrl,
      poolSize: 6,
      applicationName: 'plenary-worker',
    }),
    JobsModule.forWorker({ settings, jobs: FAULT_JOBS, handlers: FAULT_HANDLERS, timing }),
  ],
})
class FaultWorkerModule {}

try {
  const app = await NestFactory.createApplicationContext(FaultWorkerModule, {
    abortOnError: false,
    logger: new NestLogger(createLogger(settings)),
  });
  process.once('SIGTERM', () => {
    void app.close().then(() => process.exit(0));
  });
  process.stdout.write('ready\n');
} catch (error) {
  process.stdout.write(`refused: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
