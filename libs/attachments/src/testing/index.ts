/** What tests of other libs use of attachments. */
export { fileOfCase } from './files.js';
