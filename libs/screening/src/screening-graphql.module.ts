import { Module } from '@nestjs/common';
import { ScreeningNodes } from './graphql/screening.nodes.js';
import { WatchListResolver } from './graphql/watch-list.resolver.js';
import { ScreeningDossier } from './queries/screening-dossier.js';
import { WatchList } from './queries/watch-list.js';
import { WatchListHits } from './queries/watch-list-hit.js';
import { ScreeningModule } from './screening.module.js';

const SHARED = [ScreeningDossier, WatchListHits];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [ScreeningModule],
  providers: [...SHARED, WatchList, WatchListResolver, ScreeningNodes],
  exports: SHARED,
})
export class ScreeningGraphqlModule {}
