import { SchemaMigration } from '#libs/platform';

/**
 * The links of the chain without what they are of, for whoever reads a conference whole: a file of its entries continues over those
 * of others, so that one that was taken out shows. Hashes tell nothing of entries: each holds ids that nobody guesses.
 */
export class LinksOfTheChain1764131000000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE POLICY owner_links ON audit.seal FOR SELECT TO CURRENT_USER USING (true)',
    `CREATE FUNCTION audit.links(beyond bigint, most integer)
      RETURNS TABLE (sequence bigint, previous bytea, event_hash bytea, chain_hash bytea) LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT s.sequence, p.chain_hash, s.event_hash, s.chain_hash
        FROM audit.seal s LEFT JOIN audit.seal p ON p.sequence = s.sequence - 1
        WHERE s.sequence > beyond AND (SELECT platform.scope_conferences())::uuid[] <> '{}'
        ORDER BY s.sequence LIMIT most $$`,
    'REVOKE ALL ON FUNCTION audit.links FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION audit.links TO plenary_api',
  ];

  protected readonly statementsDown = ['DROP FUNCTION audit.links', 'DROP POLICY owner_links ON audit.seal'];
}
