/** The door of access: who asks, what their colleagues are called, signing in and out, API tokens. */
export * from './access.module.js';
export * from './access-graphql.module.js';
export * from './access-jobs.module.js';
export * from './access-options.js';
export * from './command-line.js';
export * from './credential-authenticator.js';
export { ACCESS_ACTIONS } from './domain/audit-actions.js';
export { MOST_API_TOKENS } from './domain/api-token.js';
export { hashSecret, signInToken, signInPath } from './domain/secrets.js';
export { END_RESTORED_SIGN_INS } from './persistence/session.statements.js';
export { ApiTokenType, UserType } from './graphql/access.type.js';
export { roleGranted } from './messages/role-granted.message.js';
export { ApiTokens } from './queries/api-tokens.js';
export * from './queries/user-directory.js';
export * from './queries/staff-directory.js';
export { MailAllowance } from './use-cases/mail-allowance.js';
export { addStaff, type NewStaff } from './use-cases/add-staff.js';
