import { type FastifyInstance, type FastifyReply } from 'fastify';

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

interface Scheme {
  readonly isHttps: boolean;
  readonly isHttpsBelow?: boolean | undefined;
}

/** Nothing is kept by caches unless a route says otherwise. */
export function protectiveHeaders({ isHttps, isHttpsBelow }: Scheme): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store, private',
    vary: 'Cookie, Authorization',
    ...(isHttps
      ? {
          'strict-transport-security': `max-age=${ONE_YEAR}${isHttpsBelow === true ? '; includeSubDomains' : ''}`,
        }
      : {}),
  };
}

/** Says that the answer depends on one more header of the request. */
export function varyBy(reply: FastifyReply, name: string): void {
  const others = reply.getHeader('vary');
  reply.header('vary', typeof others === 'string' ? `${others}, ${name}` : name);
}

/** Puts the security headers on every answer. */
export function securityHeaders(fastify: FastifyInstance, scheme: Scheme): void {
  const everywhere = protectiveHeaders(scheme);
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(everywhere);
    done();
  });
}
