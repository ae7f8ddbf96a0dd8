import { Module } from '@nestjs/common';
import { ConferenceModule } from './conference.module.js';
import { SetCountry } from './use-cases/set-country.js';
import { SetPlaceTransfers } from './use-cases/set-place-transfers.js';
import { SetWindow } from './use-cases/set-window.js';
import { ConferenceNodes } from './graphql/conference.nodes.js';
import { CountryResolver } from './graphql/country.resolver.js';
import { ConferenceResolver, WindowResolver } from './graphql/conference.resolver.js';

/** What the API process adds: the fields of the conference. */
@Module({
  imports: [ConferenceModule],
  providers: [
    ConferenceNodes,
    ConferenceResolver,
    WindowResolver,
    CountryResolver,
    SetWindow,
    SetCountry,
    SetPlaceTransfers,
  ],
})
export class ConferenceGraphqlModule {}
