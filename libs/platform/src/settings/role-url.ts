import { createHash, createHmac } from 'node:crypto';

/** What the API process may do: owns nothing, bypasses no policy. Policies and grants are written for this role. */
export const API_ROLE = 'plenary_api';
/** What the worker process may do: owns nothing, bypasses no policy. */
export const WORKER_ROLE = 'plenary_worker';
export type RuntimeRole = typeof API_ROLE | typeof WORKER_ROLE;

/** PostgreSQL cuts off names at 63 bytes. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,40}$/;

/**
 * The name under which a process of this database's installation connects to take on its role. Roles belong to the whole
 * server, so that one name for all installations would be one password for all of them.
 */
export function loginOf(role: RuntimeRole, database: string): string {
  const part = PLAIN_NAME.test(database)
    ? database
    : createHash('sha256').update(database).digest('hex').slice(0, 16);
  return `${role}_${part}`;
}

/** Password of a database role: base64url of HMAC-SHA256 over the role's name, keyed with PLENARY_SECRET. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/**
 * The owner's database address for another role. `migrate` gives the role the same password, so that nobody has to
 * carry three passwords; DATABASE_API_URL and DATABASE_WORKER_URL are for those who want them apart.
 */
export function roleUrl(ownerUrl: string, role: string, secret: string): string {
  return addressAs(ownerUrl, role, rolePassword(secret, role));
}

/** The owner's database address for the process of this role, under the name that this database's installation has for it. */
export function runtimeUrl(ownerUrl: string, role: RuntimeRole, secret: string): string {
  return roleUrl(ownerUrl, loginOf(role, databaseOf(ownerUrl)), secret);
}

/** The same server and database for somebody else. */
export function addressAs(address: string, user: string, password: string): string {
  const url = new URL(address);
  for (const name of ['user', 'password']) url.searchParams.delete(name);
  if (url.hostname === '') {
    // An address of a socket, as in postgres:///plenary?host=/run/postgresql, has no place before its host.
    url.searchParams.set('user', user);
    url.searchParams.set('password', password);
  } else {
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
  }
  return url.href;
}

/** Who connects by this address; parameters of a name win, as they do in node-postgres. */
export function credentialsOf(address: string): { readonly user: string; readonly password: string } {
  const url = new URL(address);
  return {
    user: url.searchParams.get('user') ?? decodeURIComponent(url.username),
    password: url.searchParams.get('password') ?? decodeURIComponent(url.password),
  };
}

export function databaseOf(address: string): string {
  return decodeURIComponent(new URL(address).pathname.slice(1));
}
