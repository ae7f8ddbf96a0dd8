import { createHmac } from 'node:crypto';

/** What every signing secret begins with (Standard Webhooks): `whsec_` and 32 bytes in base64. */
export const SECRET_PREFIX = 'whsec_';

/**
 * The secret that an endpoint's deliveries are signed with: HMAC-SHA256(secret of the installation,
 * 'webhook:' + endpoint's id + ':' + number). It is made when it is needed and kept nowhere; rotating counts the number up.
 */
export const signingSecret = (installationSecret: string, endpointId: string, number: number): string =>
  SECRET_PREFIX +
  createHmac('sha256', installationSecret).update(`webhook:${endpointId}:${number}`).digest('base64');

export interface Signed {
  /** The same for every attempt to deliver one event: receivers know by it what they have had. */
  readonly id: string;
  /** When this attempt is made, in seconds since 1970. Receivers refuse what is older than five minutes. */
  readonly timestamp: number;
  /** The bytes of the body, as they are sent. */
  readonly payload: string;
}

/**
 * The header `webhook-signature`: for each secret `v1,` and base64(HMAC-SHA256(secret, id.timestamp.payload)), with a
 * space between (https://www.standardwebhooks.com, 1.0). While a secret is replaced, both sign.
 */
export function signatureOf({ id, timestamp, payload }: Signed, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')}`;
    })
    .join(' ');
}
