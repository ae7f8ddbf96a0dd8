import { SchemaMigration } from '../schema-migration.js';

/** Lets a statement fail that touches another number of rows than it must, so that a COMMIT may be sent behind it unseen. */
export class RequiredRows1763870404000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION platform.require_rows(touched bigint, required integer) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = '' AS $$
      BEGIN
        IF touched <> required THEN
          RAISE EXCEPTION '% rows where there must be %', touched, required USING ERRCODE = 'PL001';
        END IF;
        RETURN true;
      END $$`,
    'REVOKE ALL ON FUNCTION platform.require_rows FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION platform.require_rows TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP FUNCTION platform.require_rows'];
}
