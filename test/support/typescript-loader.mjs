// Lets Node run the sources as they are: `node --conditions=source --import ./test/support/typescript-loader.mjs FILE.ts`.
// For helper processes of the tests; what ships is the built tree. swc, unlike type stripping, emits the decorator
// metadata that Nest needs.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
