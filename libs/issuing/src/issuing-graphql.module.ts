import { Module } from '@nestjs/common';
import { RateLimiter } from '#libs/access';
import { ConferenceModule } from '#libs/conference';
import { IssuedDocumentResolver } from './graphql/issued-document.resolver.js';
import { ReadIssuedDocuments } from './queries/issued-documents-read.js';
import { Verification } from './queries/verification.js';
import { CheckDocument } from './use-cases/check-document.js';
import { DocumentRoute } from './use-cases/document-route.js';

/** What the API process adds: documents for the host, and the page on which everybody verifies one. */
@Module({
  imports: [ConferenceModule],
  providers: [
    RateLimiter,
    ReadIssuedDocuments,
    Verification,
    CheckDocument,
    DocumentRoute,
    IssuedDocumentResolver,
  ],
  exports: [ReadIssuedDocuments],
})
export class IssuingGraphqlModule {}
