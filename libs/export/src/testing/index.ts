export * from './written.js';
export { cellReader } from '../cell-reader.js';
export { writeCsv } from '../writers/csv.js';
export { writeXlsx } from '../writers/xlsx.js';
export * from './read-back.js';
