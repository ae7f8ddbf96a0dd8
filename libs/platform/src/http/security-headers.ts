import { type FastifyInstance } from 'fastify';

/** What pages may do: our own files and nothing else; no inline script, no frame, no other site. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const ONE_YEAR = 31_536_000;

/** Puts the security headers on every answer. Nothing is kept by caches unless a route says otherwise. */
export function securityHeaders(fastify: FastifyInstance, options: { readonly isHttps: boolean }): void {
  const everywhere: Record<string, string> = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store, private',
    vary: 'Cookie, Authorization',
    ...(options.isHttps ? { 'strict-transport-security': `max-age=${ONE_YEAR}; includeSubDomains` } : {}),
  };
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(everywhere);
    done();
  });
}
