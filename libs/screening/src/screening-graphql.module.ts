import { Module } from '@nestjs/common';
import { ExportModule } from '#libs/export';
import { WatchListExport } from './export/watch-list-export.js';
import { ScreeningNodes } from './graphql/screening.nodes.js';
import { WatchListResolver } from './graphql/watch-list.resolver.js';
import { ScreeningDossier } from './queries/screening-dossier.js';
import { WatchList } from './queries/watch-list.js';
import { WatchListHits } from './queries/watch-list-hit.js';
import { ScreeningModule } from './screening.module.js';
import { JudgeDuplicate } from './use-cases/judge-duplicate.js';

const SHARED = [ScreeningDossier, WatchListHits, JudgeDuplicate];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [ScreeningModule, ExportModule],
  providers: [...SHARED, WatchList, WatchListExport, WatchListResolver, ScreeningNodes],
  exports: SHARED,
})
export class ScreeningGraphqlModule {}
