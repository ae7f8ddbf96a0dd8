import { createHmac } from 'node:crypto';

/** The role of the API process: owns nothing, bypasses no policy. */
export const API_ROLE = 'plenary_api';
/** The role of the worker process: owns nothing, bypasses no policy. */
export const WORKER_ROLE = 'plenary_worker';

/** Password of a database role: base64url of HMAC-SHA256 over the role's name, keyed with PLENARY_SECRET. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/**
 * The owner's database address for another role. `migrate` gives the role the same password, so that nobody has to
 * carry three passwords; DATABASE_API_URL and DATABASE_WORKER_URL override it where roles are managed elsewhere.
 */
export function roleUrl(ownerUrl: string, role: string, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.href;
}
