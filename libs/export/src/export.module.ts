import { Global, Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { ExportLists } from './export-lists.js';
import { ExportRoute } from './export-route.js';
import { ExportResolver } from './graphql/export.resolver.js';
import { MakeExport } from './make-export.js';
import { PdfLists } from './pdf/pdf-lists.js';

/** Lists as files, in the API process. Whoever has a list registers it with `ExportLists`. */
@Global()
@Module({
  imports: [ConferenceModule],
  providers: [ExportLists, MakeExport, PdfLists, ExportRoute, ExportResolver],
  exports: [ExportLists],
})
export class ExportModule {}
