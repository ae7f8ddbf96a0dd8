/** For tests and benchmarks only. */
export { type ExpectedImport, importCase, type ImportCase, importCases } from './import-cases.js';
export { sheetXml, xlsxOf, zipOf, type ZipPart } from './make-files.js';
export { readWorkbook } from '../read-workbook.js';
