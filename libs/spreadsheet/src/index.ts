/** Reads spreadsheets as people have them. No database, no GraphQL; what columns mean is others' work. */
export * from './limits.js';
export * from './read-spreadsheet.js';
export * from './reading.js';
export * from './refusals.js';
