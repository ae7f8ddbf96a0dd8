export { AuditSchema1763870430000 } from './persistence/migrations/1763870430000-audit-schema.js';
