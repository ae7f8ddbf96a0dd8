import { type DynamicModule, Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { type Settings } from '#libs/platform';
import { DocumentAddress, DrawnDocuments } from './drawn-documents.js';
import { IssuedDocuments } from './issued-documents.js';

/** Issuing documents and drawing them, for every context of the process. */
@Module({})
export class IssuingModule {
  static forSettings({ http }: Pick<Settings, 'http'>): DynamicModule {
    const address: DocumentAddress = { publicUrl: http.publicUrl };
    return {
      module: IssuingModule,
      global: true,
      imports: [ConferenceModule],
      providers: [{ provide: DocumentAddress, useValue: address }, IssuedDocuments, DrawnDocuments],
      exports: [IssuedDocuments, DrawnDocuments],
    };
  }
}
