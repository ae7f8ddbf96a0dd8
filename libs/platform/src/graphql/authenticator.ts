import { type Actor } from '#libs/kernel';

/** The headers that can carry a credential. A request with `authorization` arrives here without its `cookie`. */
export interface CredentialHeaders {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

/**
 * Finds out who asks. The platform calls it for every request and again for every event of a subscription, so that a
 * revoked grant or session is noticed at once.
 */
export abstract class Authenticator {
  /**
   * The actor behind a bearer token or a session cookie. Credentials that are unknown, expired or revoked give the
   * anonymous actor, never an error; an error means that nobody could be asked (the database is away).
   */
  abstract authenticate(headers: CredentialHeaders): Promise<Actor>;
}
