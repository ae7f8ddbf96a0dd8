/** The door of exports: what a list declares to become a file. */
export { columnsOf, EXTRA, OF_HOST } from './columns-of.js';
export { ExportMakers } from './export-makers.js';
export { ExportLists } from './export-lists.js';
export { FORMATS } from './writers/formats.js';
export { contentDisposition, fileName } from './writers/names.js';
export { ExportModule } from './export.module.js';
export {
  EXPORT_LANGUAGES,
  type ExportLanguage,
  type ExportColumn,
  type ExportList,
  NO_QUESTION,
  type PageOfExport,
  type Words,
} from './list.js';
