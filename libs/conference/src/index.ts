export { ConferenceSchema1763870410000 } from './persistence/migrations/1763870410000-conference-schema.js';
