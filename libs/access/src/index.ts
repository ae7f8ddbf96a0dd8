export { AccessSchema1763870420000 } from './persistence/migrations/1763870420000-access-schema.js';
