export { ApprovalsSchema1763870440000 } from './persistence/migrations/1763870440000-approvals-schema.js';
