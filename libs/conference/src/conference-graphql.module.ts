import { Module } from '@nestjs/common';
import { ConferenceModule } from './conference.module.js';
import { SetWindow } from './use-cases/set-window.js';
import { ConferenceResolver, WindowResolver } from './graphql/conference.resolver.js';

/** What the API process adds: the fields of the conference. */
@Module({ imports: [ConferenceModule], providers: [ConferenceResolver, WindowResolver, SetWindow] })
export class ConferenceGraphqlModule {}
