import { SchemaMigration } from '#libs/platform';

/**
 * The row of a redirected invitation says which form its link has. The function without it stays, for processes of before
 * that are still running: their links have the first form, which is the column's default.
 */
export class LinksThatCanBeTyped1764118900000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION invitations.redirect(subject uuid, fresh uuid, address text, hash text, link integer, deadline timestamptz)
      RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE former uuid;
      BEGIN
        FOR former IN SELECT invitations.redirect(subject, fresh, address, hash, deadline) LOOP
          UPDATE invitations.invitation SET link_version = link WHERE id = fresh;
          RETURN NEXT former;
        END LOOP;
      END $$`,
    'REVOKE ALL ON FUNCTION invitations.redirect(uuid, uuid, text, text, integer, timestamptz) FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION invitations.redirect(uuid, uuid, text, text, integer, timestamptz) TO plenary_api',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION invitations.redirect(uuid, uuid, text, text, integer, timestamptz)',
  ];
}
