export { NotificationsSchema1763870470000 } from './persistence/migrations/1763870470000-notifications-schema.js';
