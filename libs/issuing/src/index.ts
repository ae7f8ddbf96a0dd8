/** The door of issuing: documents get their numbers, are drawn from their facts, and verified by whoever holds one. */
export { type DocumentKind } from './domain/issued-document.js';
export { DrawnDocuments } from './drawn-documents.js';
export { IssuedDocumentType } from './graphql/issued-document.type.js';
export { type IssuedDocument, IssuedDocuments, type NewDocument } from './issued-documents.js';
export { IssuingModule } from './issuing.module.js';
export { IssuingGraphqlModule } from './issuing-graphql.module.js';
export { type DocumentView, MOST_OF_SUBJECT, ReadIssuedDocuments } from './queries/issued-documents-read.js';
export { pdfDownload } from './use-cases/document-route.js';
