import { type IncomingHttpHeaders } from 'node:http';
import { type Actor } from '#libs/kernel';
import { ApiError } from '../http/api-error.js';

/** Whether a request carries what a browser adds by itself: everything but a validated token. */
export const isForgeable = (actor: Actor): boolean => !(actor.kind === 'user' && actor.via === 'token');

/**
 * Refuses what another site could make a browser send. Requests with a validated token are exempt, for no site can add
 * one. All others must be POST with JSON, which no form can send, and must not say that they come from another site;
 * the code says what is the matter with the request, for most who get the method or the type wrong are no other site;
 * content types alone were once defeated by a browser's bug (GHSA-9q82-xgwf-vj6h).
 */
export function refuseCrossSite(
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  actor: Actor,
  publicUrl: string,
): void {
  if (!isForgeable(actor)) return;
  if (request.method !== 'POST') {
    throw new ApiError('BAD_REQUEST', 'Send queries by POST.', 405);
  }
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ApiError('BAD_REQUEST', 'Send queries as application/json.', 415);
  }
  if (!isOfOurSite(request.headers, publicUrl)) {
    throw new ApiError('CROSS_SITE_REQUEST', 'This request comes from another site.', 403);
  }
}

/** By Sec-Fetch-Site; for browsers too old to send it by Origin; programs send neither. */
export function isOfOurSite(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === headers.host);
}
