import { SchemaMigration } from '../schema-migration.js';

const ownedBy = (...more: string[]): string =>
  `CREATE OR REPLACE FUNCTION platform.scope_owner() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce(${[
    `'user:' || nullif(current_setting('plenary.user', true), '')`,
    `'invitee:' || nullif(current_setting('plenary.token_hash', true), '')`,
    ...more,
  ].join(', ')}) $$`;

/**
 * Whoever signs in is nobody yet: the answers to sign-in acts lie in one space of their own, which is nobody else's and
 * out of which nobody else's are in reach.
 */
export class SignInAnswers1764028826000 extends SchemaMigration {
  protected readonly statementsUp = [
    ownedBy(`CASE current_setting('plenary.purpose', true) WHEN 'sign-in' THEN 'sign-in' END`),
  ];

  protected readonly statementsDown = [ownedBy()];
}
