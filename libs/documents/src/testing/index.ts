export * from './pdf-text.js';
export * from './read-pdf.js';
export * from './sample-letters.js';
