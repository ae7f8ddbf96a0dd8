import { Global, Module } from '@nestjs/common';
import { ConferenceReference } from './queries/conference-reference.js';

/** Reading conferences, for every context of the process. */
@Global()
@Module({ providers: [ConferenceReference], exports: [ConferenceReference] })
export class ConferenceModule {}
