export { InvitationsSchema1763870460000 } from './persistence/migrations/1763870460000-invitations-schema.js';
