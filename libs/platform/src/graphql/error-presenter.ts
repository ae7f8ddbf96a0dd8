import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Actor, InvalidInput, Refusal } from '#libs/kernel';
import { isDatabaseUnavailable, isDiskFull, sqlState } from '../database/database.js';
import { CommitUnknown } from '../database/unit-of-work.js';
import { type Logger } from '../logging/logger.js';
import { ApiError } from './api-error.js';
import { type GraphQLContext } from './graphql-context.js';

/** What the client is told, and what its HTTP response says where one field's failure is everybody's. */
export interface PresentedErrors {
  readonly errors: readonly GraphQLFormattedError[];
  readonly status: number | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
}

interface Told {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
}

/** Signed-in people see what is wrong with a query of theirs; everybody else learns nothing about the schema. */
export const maySeeDetails = (actor: Actor): boolean => actor.kind === 'user';

/** Only validated API tokens see the schema: their owners write programs against it. */
export const mayIntrospect = (actor: Actor): boolean => actor.kind === 'user' && actor.via === 'token';

const UNKNOWN =
  'We cannot tell whether this was done. Send it again with the same idempotency key: it will not happen twice.';
const BUSY = 'The service is busy or restarting. Try again in a moment.';

export const DISK_FULL =
  'The disk of the server is full, so nothing can be saved. Nothing was done. Tell whoever runs the service; it works again once they have made room.';
/** Seconds: room is made by people. */
export const DISK_RETRY = 60;

/** Whom an error is told, and what of their request may be done already. */
interface Circumstances extends Pick<GraphQLContext, 'actor' | 'correlationId'> {
  readonly hasCommitted: boolean;
}

/** Turns errors into what clients may read. Faults are logged here, once, and masked. */
export class ErrorPresenter {
  constructor(private readonly logger: Logger) {}

  /** Errors of an execution. `hasCommitted`: something of it is in the database for good. */
  present(
    errors: readonly GraphQLError[],
    { actor, correlationId }: Pick<GraphQLContext, 'actor' | 'correlationId'>,
    hasCommitted = false,
  ): PresentedErrors {
    const circumstances = { actor, correlationId, hasCommitted };
    const told = errors.map((error) => ({ error, told: this.tell(error, circumstances) }));
    const first = <Key extends 'status' | 'retryAfter'>(key: Key): number | undefined =>
      told.find((one) => one.told[key] !== undefined)?.told[key];
    return {
      errors: told.map(({ error, told: { message, extensions } }) => ({
        message,
        ...(error.locations === undefined ? {} : { locations: error.locations }),
        ...(error.path === undefined ? {} : { path: error.path }),
        extensions,
      })),
      status: first('status'),
      retryAfter: first('retryAfter'),
    };
  }

  private tell(error: GraphQLError, circumstances: Circumstances): Told {
    const cause = causeOf(error);
    if (cause instanceof ApiError) {
      const { message, extensions, status, retryAfter } = cause;
      return { message, extensions, status, retryAfter };
    }
    if (cause instanceof Refusal) {
      return { message: cause.message, extensions: { code: cause.code, inputPath: cause.path } };
    }
    if (cause instanceof InvalidInput) {
      const problems = cause.problems.map(({ message, path }) => ({ message, path }));
      return { message: 'The input is not valid.', extensions: { code: 'INVALID_INPUT', problems } };
    }
    if (cause instanceof GraphQLError && isClientsMistake(cause)) {
      const message = maySeeDetails(circumstances.actor)
        ? cause.message
        : 'The variables do not fit the query.';
      return { message, extensions: { code: 'BAD_USER_INPUT' } };
    }
    return this.tellFault(cause, error, circumstances);
  }

  private tellFault(
    cause: unknown,
    error: GraphQLError,
    { correlationId, hasCommitted }: Circumstances,
  ): Told {
    const unavailable = (message: string): Told => ({
      message,
      extensions: { code: 'SERVICE_UNAVAILABLE', correlationId },
      status: 503,
      retryAfter: 2,
    });
    const at = error.path?.filter((key) => typeof key === 'string').join('.');
    if (cause instanceof CommitUnknown) {
      this.logger.warn({ correlationId, at, err: cause }, 'A commit was not answered');
      return unavailable(UNKNOWN);
    }
    if (isDiskFull(cause) && !hasCommitted) {
      this.logger.error({ correlationId, at, err: cause }, 'The disk of the database server is full');
      return {
        message: DISK_FULL,
        extensions: { code: 'DISK_FULL', correlationId },
        status: 503,
        retryAfter: DISK_RETRY,
      };
    }
    if (isDatabaseUnavailable(cause)) {
      this.logger.warn({ correlationId, at, err: cause }, 'The database could not be used');
      // It was done and could not be read again, say: whoever hears only that we are busy may send it as a new act.
      return unavailable(hasCommitted ? UNKNOWN : BUSY);
    }
    // Text that PostgreSQL cannot store (NUL) and that no schema of the edge has caught.
    if (['22021', '22P05'].includes(sqlState(cause) ?? '')) {
      return { message: 'Contains a character that cannot be kept.', extensions: { code: 'INVALID_INPUT' } };
    }
    this.logger.error({ correlationId, at, err: cause }, 'A field failed');
    return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL', correlationId } };
  }
}

/** The error that a resolver threw, below the layers of GraphQL. */
function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && !(cause instanceof ApiError) && cause.originalError !== undefined) {
    cause = cause.originalError;
  }
  return cause;
}

/** Values that do not fit their type: found before execution (no path) or when an argument is put together. */
const isClientsMistake = (error: GraphQLError): boolean =>
  error.path === undefined || error.message.startsWith('Argument "');
