import { Module } from '@nestjs/common';
import { ExportModule } from '#libs/export';
import { BalanceExport } from './export/balance-export.js';
import { AllotmentResolver } from './graphql/allotment.resolver.js';
import { FreedPlacesResolver } from './graphql/freed-places.resolver.js';
import { PlacesModule } from './places.module.js';
import { PlacePreviews } from './queries/place-previews.js';
import { Places } from './queries/places.js';

const QUERIES = [PlacePreviews, Places];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [PlacesModule, ExportModule],
  providers: [...QUERIES, AllotmentResolver, FreedPlacesResolver, BalanceExport],
  exports: QUERIES,
})
export class PlacesGraphqlModule {}
