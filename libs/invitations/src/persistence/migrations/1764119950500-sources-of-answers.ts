import { SchemaMigration } from '#libs/platform';

/** For the contexts that have people invited, in the invitee's own transaction: which of theirs the invitation is for, answered or not. */
export class SourcesOfAnswers1764119950500 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION invitations.invited_source(kind text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT i.source_id FROM invitations.invitation i
        WHERE (SELECT platform.scope_purpose()) = 'invitation' AND i.token_hash = (SELECT platform.scope_token_hash())
          AND i.source_type = kind
      $$`,
    'REVOKE ALL ON FUNCTION invitations.invited_source FROM PUBLIC',
  ];
  protected readonly statementsDown = ['DROP FUNCTION invitations.invited_source'];
}
