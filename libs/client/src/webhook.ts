import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as it came: the bytes of its body, before anything has parsed them. */
export interface Delivery {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Uint8Array;
}

export interface VerifyOptions {
  /** The endpoint's secret, `whsec_…`; two while one replaces the other. */
  readonly secrets: string | readonly string[];
  /** How far from now the attempt may have been made, in milliseconds, either way; default five minutes. */
  readonly toleranceMs?: number;
  /** In the place of the clock: milliseconds since 1970. */
  readonly now?: () => number;
}

/** What has changed, by its id: ask back with your token. */
export interface WebhookEvent {
  /** As `Change.kind`; `webhook.test` for a test. */
  readonly type: string;
  /** When it changed. */
  readonly timestamp: string;
  readonly data: {
    readonly subjectType: string;
    readonly subjectId: string;
    readonly externalReference: string | null;
    readonly conferenceId: string;
  };
}

export type Verified =
  | {
      readonly isValid: true;
      /** The same for each attempt of one delivery: pass over what you have had. */
      readonly id: string;
      /** When this attempt was made. */
      readonly sentAt: Date;
      readonly event: WebhookEvent;
    }
  | { readonly isValid: false; readonly reason: InvalidReason };

/** `INCOMPLETE`: a header is missing or malformed; `TIMESTAMP`: made too long ago, or in the future; `SIGNATURE`: not by Plenary. */
export type InvalidReason = 'INCOMPLETE' | 'TIMESTAMP' | 'SIGNATURE' | 'BODY';

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const FIVE_MINUTES_MS = 300_000;

/**
 * Whether Plenary has sent this (Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body). Nothing of the body is read before.
 * @throws TypeError for a secret that is none: an empty one would verify what anybody signs
 */
export function verifyWebhook({ headers, body }: Delivery, options: VerifyOptions): Verified {
  const { toleranceMs = FIVE_MINUTES_MS, now = Date.now } = options;
  const keys = keysOf(options.secrets);
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    header(headers, name),
  );
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? '')) return invalid('INCOMPLETE');
  const sentAt = Number(timestamp) * 1_000;
  if (Math.abs(now() - sentAt) > toleranceMs) return invalid('TIMESTAMP');
  const given = signatures.split(' ').map(digestOf);
  const isSigned = keys
    .map((key) => createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest())
    .flatMap((digest) => given.map((one) => one?.length === digest.length && timingSafeEqual(one, digest)))
    .includes(true);
  if (!isSigned) return invalid('SIGNATURE');
  const event = eventOf(body);
  return event === undefined ? invalid('BODY') : { isValid: true, id, sentAt: new Date(sentAt), event };
}

const invalid = (reason: InvalidReason): Verified => ({ isValid: false, reason });

function keysOf(secrets: string | readonly string[]): Buffer[] {
  const all = typeof secrets === 'string' ? [secrets] : secrets;
  if (all.length === 0) throw new TypeError('Give the secret of the endpoint');
  return all.map((secret) => {
    const encoded = SECRET.exec(secret)?.[1];
    if (encoded === undefined) throw new TypeError('A secret begins with whsec_ and goes on in base64');
    return Buffer.from(encoded, 'base64');
  });
}

/** Each `v1,` is a signature; other versions are none of ours. */
const digestOf = (signature: string): Buffer | undefined =>
  signature.startsWith('v1,') ? Buffer.from(signature.slice('v1,'.length), 'base64') : undefined;

function header(headers: Delivery['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : value?.[0];
}

function eventOf(body: string | Uint8Array): WebhookEvent | undefined {
  try {
    const event = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8')) as unknown;
    return typeof event === 'object' && event !== null && 'type' in event
      ? (event as WebhookEvent)
      : undefined;
  } catch {
    return undefined;
  }
}
