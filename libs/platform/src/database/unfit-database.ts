import type pg from 'pg';
import { DatabaseRefused } from './connection-problem.js';

/** The oldest PostgreSQL that Plenary runs on. */
export const OLDEST_POSTGRES = 15;

interface Found {
  readonly version: number;
  readonly encoding: string;
  readonly database: string;
  readonly owner: string;
  readonly hasPublic: boolean;
  readonly usesPublic: boolean;
  readonly makesSchemas: boolean;
}

const FIND = `SELECT current_setting('server_version_num')::int / 10000 AS version,
    pg_encoding_to_char(encoding) AS encoding, quote_ident(datname) AS database, quote_ident(current_user) AS owner,
    to_regnamespace('public') IS NOT NULL AS "hasPublic",
    coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'CREATE'), false) AS "usesPublic",
    has_database_privilege(oid, 'CREATE') AS "makesSchemas"
  FROM pg_database WHERE datname = current_database()`;

/** @throws DatabaseRefused in one sentence with the remedy, before a migration stops half-way. */
export async function refuseUnfitDatabase(client: pg.Client): Promise<void> {
  const [found] = (await client.query<Found>(FIND)).rows;
  const problem = found === undefined ? 'the database does not describe itself.' : problemOf(found);
  if (problem !== undefined) throw new DatabaseRefused(`DATABASE_URL: ${problem}`);
}

function problemOf(found: Found): string | undefined {
  const { version, encoding, database, owner } = found;
  if (version < OLDEST_POSTGRES)
    return `PostgreSQL ${version} is too old; Plenary needs ${OLDEST_POSTGRES} or newer.`;
  if (encoding !== 'UTF8')
    return `the database ${database} is in ${encoding}, which has no place for most names of people; make one in UTF-8 (CREATE DATABASE ${database} ENCODING 'UTF8' TEMPLATE template0).`;
  if (!found.makesSchemas)
    return `the role ${owner} may make nothing in the database ${database}; ALTER DATABASE ${database} OWNER TO ${owner} lets it.`;
  if (!found.hasPublic)
    return `the database ${database} has no schema public, in which its extensions and the list of migrations stand; CREATE SCHEMA public AUTHORIZATION ${owner} makes it.`;
  if (!found.usesPublic)
    return `the role ${owner} may make nothing in the schema public of ${database}; GRANT CREATE ON SCHEMA public TO ${owner} lets it.`;
  return undefined;
}
