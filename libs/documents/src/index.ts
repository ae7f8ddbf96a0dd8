/** Makes documents by templates. No database, no GraphQL; what stands in a document is others' work. */
export { type JsonValue, type MissingSign } from './compile/missing-signs.js';
export {
  DocumentRenderer,
  type NoDocument,
  type RenderedDocument,
  type RendererOptions,
} from './document-renderer.js';
export { LEAST_CODE_MM, type QrCode, qrCode } from './qr-code.js';
export * from './limits.js';
