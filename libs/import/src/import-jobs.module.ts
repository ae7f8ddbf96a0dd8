import { Module } from '@nestjs/common';
import { ActingUsers } from '#libs/access';
import { ConferenceModule } from '#libs/conference';
import { NominationsModule, NominationsOfBody } from '#libs/nominations';
import { ApplyListJob } from './jobs/apply-list.job.js';
import { ImportWork } from './jobs/import-work.js';
import { UndoListJob } from './jobs/undo-list.job.js';
import { ImportMeanings } from './queries/import-meanings.js';
import { RowResults } from './queries/row-results.js';
import { SweepImportLists } from './sweeps/sweep-import-lists.js';

const HANDLERS = [ApplyListJob, UndoListJob];

/** What the worker adds: applying lists, taking them back, and letting their rows go. */
@Module({
  imports: [ConferenceModule, NominationsModule],
  providers: [
    ActingUsers,
    NominationsOfBody,
    ImportMeanings,
    RowResults,
    ImportWork,
    SweepImportLists,
    ...HANDLERS,
  ],
  exports: HANDLERS,
})
export class ImportJobsModule {}
