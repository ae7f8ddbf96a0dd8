export { NominationsSchema1763870450000 } from './persistence/migrations/1763870450000-nominations-schema.js';
