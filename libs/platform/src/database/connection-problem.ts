import { credentialsOf, databaseOf, type RuntimeRole } from '../settings/role-url.js';
import { codeOf, messageOf } from '../logging/failure-of.js';

/** The database cannot be used as a setting says. The message is one sentence with the remedy, for who runs the server. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

/** For whoever signs in by a setting of its own: who makes that user. */
const MADE_BY_MIGRATE =
  '"npm run plenary -- migrate", with DATABASE_URL and the same address, makes the user and its password.';

const UNTRUSTED = /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS_CERT)/;

/**
 * What keeps the database of this address from being used, in words and without its password.
 * @param role that the process works as; absent: the owner.
 */
export function connectionProblem(error: unknown, address: string, role?: RuntimeRole): string {
  const { user } = credentialsOf(address);
  const server = `the server at ${serverOf(address)}`;
  const said = messageOf(error);
  const code = codeOf(error);
  switch (code) {
    case '28000':
      if (said.includes('pg_hba.conf')) return `${server} ${problemOfEntry(said, user)}${listed(user, role)}`;
      return `${server} ${refusal(user, role)}`;
    case '28P01':
      return `${server} ${refusal(user, role)}`;
    case '3D000':
      return `${server} has no database named ${databaseOf(address)}.`;
    case '42501':
      return `${server} does not let user ${user} connect to this database; GRANT CONNECT ON DATABASE ${databaseOf(address)} TO ${user} does.`;
    case '53300':
      return `${server} has no connection left (max_connections); raise that, or lower DATABASE_POOL_SIZE.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `no server named ${new URL(address).hostname} is known.`;
    case 'ECONNREFUSED':
      return `nothing answers at ${serverOf(address)}; is PostgreSQL running there?`;
  }
  if (/no such user/i.test(said)) return `${server} ${refusal(user, role)}`;
  if (UNTRUSTED.test(code))
    return `${server} shows a certificate that is not trusted here (${code}); name the file of its authority in NODE_EXTRA_CA_CERTS.`;
  if (said.includes('does not support SSL'))
    return `${server} does not speak TLS; take sslmode out of the address, or have its keeper switch ssl on.`;
  return `the database at ${serverOf(address)} cannot be used (${said}).`;
}

function refusal(user: string, role: RuntimeRole | undefined): string {
  const made = role === undefined ? '' : ` ${MADE_BY_MIGRATE}`;
  return `refuses user ${user} or the password.${made}${listed(user, role)}`;
}

/** A refusal by pg_hba.conf says in its text whether the connection was encrypted, and is no matter of passwords. */
function problemOfEntry(said: string, user: string): string {
  if (/no encryption|SSL off/.test(said))
    return `lets user ${user} in by TLS alone, or not at all (pg_hba.conf); write ?sslmode=verify-full at the end of the address, with the file of its authority in NODE_EXTRA_CA_CERTS, or have its keeper add an entry.`;
  return `has no entry in pg_hba.conf that lets user ${user} in from here; have its keeper add one.`;
}

/** Lists of users that were written for an older version name the roles of the policies alone. */
const listed = (user: string, role: RuntimeRole | undefined): string =>
  role === undefined || user === role
    ? ''
    : ` Where pg_hba.conf or PgBouncer lists users by name (${role}, say), ${user} has to be among them.`;

/** Host and port, as people read them. */
function serverOf(address: string): string {
  const url = new URL(address);
  const hosts = url.searchParams.get('hosts');
  if (hosts !== null) return hosts;
  return url.hostname === ''
    ? (url.searchParams.get('host') ?? 'its socket')
    : `${url.hostname}:${url.port || 5432}`;
}
