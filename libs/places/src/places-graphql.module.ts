import { Module } from '@nestjs/common';
import { AllotmentResolver } from './graphql/allotment.resolver.js';
import { FreedPlacesResolver } from './graphql/freed-places.resolver.js';
import { PlacesModule } from './places.module.js';
import { PlacePreviews } from './queries/place-previews.js';
import { Places } from './queries/places.js';

const QUERIES = [PlacePreviews, Places];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [PlacesModule],
  providers: [...QUERIES, AllotmentResolver, FreedPlacesResolver],
  exports: QUERIES,
})
export class PlacesGraphqlModule {}
