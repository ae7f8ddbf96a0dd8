/** The door of exports: what a list declares to become a file. */
export { ExportLists } from './export-lists.js';
export { ExportModule } from './export.module.js';
export { type ExportColumn, type ExportList, type PageOfExport, type Words } from './list.js';
