import { type DynamicModule, Module } from '@nestjs/common';
import { type Settings } from '#libs/platform';
import { CompareStore } from './jobs/compare-store.js';
import { ForgetFileJob } from './jobs/forget-file.job.js';
import { FileStore } from './store/file-store.js';
import { storeOf } from './store/store-of-settings.js';

/** What the worker adds: forgetting files, and comparing the store with the rows. */
@Module({})
export class AttachmentsJobsModule {
  static forSettings(settings: Pick<Settings, 'files'>): DynamicModule {
    return {
      module: AttachmentsJobsModule,
      providers: [{ provide: FileStore, useFactory: () => storeOf(settings) }, ForgetFileJob, CompareStore],
      exports: [ForgetFileJob],
    };
  }
}
