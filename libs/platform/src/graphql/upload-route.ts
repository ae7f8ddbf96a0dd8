import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { asUser, Refusal, type UserActor } from '#libs/kernel';
import { ApiError } from '../http/api-error.js';
import { mistakeOf } from '../http/failures.js';
import { correlationIdOf, withCorrelationId } from '../logging/correlation.js';
import { type Logger } from '../logging/logger.js';
import { judgeAccess } from './access.js';
import { accessError, invalidToken } from './access-error.js';
import { type Authenticator } from './authenticator.js';
import { asThrown } from './compiled/thrown-value.js';
import { isForgeable, isOfOurSite } from './cross-site.js';
import { ErrorPresenter, maySeeDetails } from './error-presenter.js';
import { type GraphQLContext } from './graphql-context.js';
import { LIMITS } from './limits.js';
import { type RequestBudget, tellAllowance } from './request-budget.js';
import { ContextFactory, credentialsOf } from './request-context.js';

/** No form of another site can send it, and its body is bytes. */
const BYTES = 'application/octet-stream';
/** What is said of the file, as JSON that is percent-encoded: in a header, for addresses end in logs. */
export const UPLOAD_INPUT = 'plenary-input';
const LONGEST_INPUT = 4_000;

/** A file that somebody sends, and what they say of it. */
export interface Upload {
  readonly actor: UserActor;
  readonly idempotencyKey: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

export interface UploadRoute {
  readonly url: string;
  /** Bytes that a file may have. */
  readonly most: number;
  /** What is thrown for a file that has more. */
  readonly tooLarge: () => Error;
  /** Asked once the process has started. */
  readonly authenticator: () => Authenticator;
  /** The same as that of `/graphql`. */
  readonly budget: () => RequestBudget;
  readonly publicUrl: string;
  readonly logger: Logger;
  /** What is answered, with 201. */
  readonly take: (upload: Upload) => Promise<object>;
}

/**
 * A way in for files, which GraphQL has none for: `POST url` with the bytes as they are. Who asks is known as on `/graphql`, and asked
 * before a byte of the file is read, and charged. Errors have the form that GraphQL's have, with the status of HTTP that fits.
 */
export async function uploadRoute(fastify: FastifyInstance, route: UploadRoute): Promise<void> {
  const presenter = new ErrorPresenter(route.logger);
  const admitted = new WeakMap<FastifyRequest, GraphQLContext>();
  await fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer', bodyLimit: route.most },
      (_request, body, parsed) => parsed(null, body),
    );
    scope.setErrorHandler((error, request, reply) =>
      answerError(presenter, meaningOf(error, route), request, reply, admitted.get(request)),
    );
    scope.post(route.url, {
      bodyLimit: route.most,
      onRequest: async (request, reply) => {
        const contexts = new ContextFactory(route.authenticator(), route.logger);
        const context = await contexts.forRequest(request, reply);
        admitted.set(request, context);
        refuse(request, context, route.publicUrl);
        const budget = route.budget();
        try {
          budget.charge(context, LIMITS.uploadCost);
        } finally {
          tellAllowance(reply, budget.policy, budget.allowanceOf(context));
        }
      },
      handler: async (request, reply) => {
        const context = admitted.get(request);
        if (context === undefined) throw new Error('A file was taken from nobody');
        const { idempotencyKey = '', ...input } = inputOf(request);
        const upload = {
          actor: asUser(context.actor),
          idempotencyKey: String(idempotencyKey),
          input,
          bytes: request.body as Buffer,
        };
        const answer = await withCorrelationId(context.correlationId, () => route.take(upload));
        return reply.code(201).send(answer);
      },
    });
    done();
  });
}

function refuse(request: FastifyRequest, { actor }: GraphQLContext, publicUrl: string): void {
  if (actor.kind === 'anonymous' && credentialsOf(request.headers).authorization !== undefined)
    throw invalidToken();
  const verdict = judgeAccess({ kind: 'signed-in' }, actor, true);
  if (verdict === 'UNAUTHENTICATED')
    throw new ApiError(verdict, accessError(verdict).message, 401, {}, 'Bearer');
  if (verdict !== 'allowed') throw accessError(verdict);
  if (isForgeable(actor) && !isOfOurSite(request.headers, publicUrl))
    throw new ApiError('CROSS_SITE_REQUEST', 'This request comes from another site.', 403);
  if (!/^application\/octet-stream\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new ApiError('BAD_REQUEST', `Send the file as ${BYTES}.`, 415);
}

/** Refuses INVALID_INPUT what is no object. */
function inputOf({ headers }: FastifyRequest): Readonly<Record<string, unknown>> {
  const said = headers[UPLOAD_INPUT];
  try {
    if (typeof said === 'string' && said.length <= LONGEST_INPUT) {
      const input: unknown = JSON.parse(decodeURIComponent(said));
      if (typeof input === 'object' && input !== null && !Array.isArray(input))
        return input as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Said below.
  }
  throw new Refusal(
    'INVALID_INPUT',
    `Say in the header ${UPLOAD_INPUT} what the file is: JSON, percent-encoded, at most ${LONGEST_INPUT} characters.`,
    ['input'],
  );
}

function meaningOf(error: unknown, { tooLarge }: UploadRoute): unknown {
  const mistake = mistakeOf(error);
  if (mistake === undefined) return error;
  return mistake.status === 413 ? tooLarge() : new ApiError('BAD_REQUEST', mistake.message, mistake.status);
}

/** The status of HTTP that a refusal has where it is no part of GraphQL. */
const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  ACTION_UNAVAILABLE: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL: 500,
  FILE_REFUSED: 422,
};

function answerError(
  presenter: ErrorPresenter,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  context: GraphQLContext | undefined,
): void {
  const correlationId = context?.correlationId ?? correlationIdOf(request.headers);
  const actor = context?.actor ?? { kind: 'anonymous' as const };
  const { errors, status, retryAfter, challenge } = presenter.present([asThrown(error)], {
    actor,
    correlationId,
  });
  const told = errors.map(({ message, extensions }) => ({
    message,
    extensions: { ...extensions, ...(maySeeDetails(actor) && error instanceof Refusal ? error.extras : {}) },
  }));
  const code = String(told[0]?.extensions.code);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (challenge !== undefined) reply.header('www-authenticate', challenge);
  reply
    .code(status ?? STATUS[code] ?? 400)
    .header('x-request-id', correlationId)
    .send({ errors: told });
}
