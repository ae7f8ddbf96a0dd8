/** The door of the forum's map: the files of a conversation in; its map as a page of text or as data out. */
export { MalformedFile, MissingVotes } from './malformed.js';
export { mapExport } from './map-export.js';
export { mapAsJson } from './map-json.js';
export { mapAsPage } from './map-page.js';
export { textsOf } from './statement-texts.js';
export { type ExportRead, readExport, type ReadNotes } from './read-export.js';
export { readSummary, type SummaryRead } from './summary-file.js';
