import { Module } from '@nestjs/common';
import { ScreeningSubjects } from './screening-subjects.js';
import { LoadWatchList } from './use-cases/load-watch-list.js';

const PARTS = [ScreeningSubjects, LoadWatchList];

/** What is screened, and the watch list, for API and worker. */
@Module({ providers: PARTS, exports: PARTS })
export class ScreeningModule {}
