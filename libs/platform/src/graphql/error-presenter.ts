import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Actor, InvalidInput, Refusal } from '#libs/kernel';
import { isDatabaseUnavailable, isDiskFull, sqlState } from '../database/database.js';
import { CommitUnknown } from '../database/unit-of-work.js';
import { type Logger } from '../logging/logger.js';
import { OUR_FAULT } from '../http/failures.js';
import { ApiError } from '../http/api-error.js';
import { type GraphQLContext } from './graphql-context.js';
import { ThrownValue } from './compiled/thrown-value.js';

/** What the client is told, and what its HTTP response says where one field's failure is everybody's. */
export interface PresentedErrors {
  readonly errors: readonly GraphQLFormattedError[];
  readonly status: number | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  /** Of `WWW-Authenticate`. */
  readonly challenge: string | undefined;
  /** Whether one of them is a fault of ours. */
  readonly hasFault: boolean;
}

interface Told {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
  readonly challenge?: string | undefined;
}

/** Signed-in people see what is wrong with a query of theirs; everybody else learns nothing about the schema. */
export const maySeeDetails = (actor: Actor): boolean => actor.kind === 'user';

/** Only validated API tokens see the schema: their owners write programs against it. */
export const mayIntrospect = (actor: Actor): boolean => actor.kind === 'user' && actor.via === 'token';

const UNKNOWN =
  'We cannot tell whether this was done. Send it again with the same idempotency key: it will not happen twice.';
export const BUSY = 'The service is busy or restarting. Try again in a moment.';

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
    const first = <Key extends 'status' | 'retryAfter' | 'challenge'>(key: Key): Told[Key] =>
      told.find((one) => one.told[key] !== undefined)?.told[key];
    return {
      errors: told.map(({ error, told: { message, extensions } }) => ({
        message,
        ...placeOf(error),
        extensions: { ...extensions, requestId: correlationId },
      })),
      status: first('status'),
      retryAfter: first('retryAfter'),
      challenge: first('challenge'),
      hasFault: told.some((one) => one.told.extensions.code === 'INTERNAL'),
    };
  }

  private tell(error: GraphQLError, circumstances: Circumstances): Told {
    try {
      return this.tellCause(error, circumstances);
    } catch {
      // What was thrown throws again when it is looked at.
      return this.tellFault(new Error('An error that cannot be read'), error, circumstances);
    }
  }

  private tellCause(error: GraphQLError, circumstances: Circumstances): Told {
    const { cause, isThrown } = causeOf(error);
    if (cause instanceof ApiError) {
      const { message, extensions, status, retryAfter, challenge } = cause;
      return { message, extensions, status, retryAfter, challenge };
    }
    if (cause instanceof Refusal) {
      return { message: cause.message, extensions: { code: cause.code, inputPath: cause.path } };
    }
    if (cause instanceof InvalidInput) {
      return { ...toldProblems(cause), extensions: { code: 'INVALID_INPUT', ...placesOf(cause) } };
    }
    if (!isThrown && cause instanceof GraphQLError && isClientsMistake(error)) {
      const code = 'BAD_USER_INPUT';
      if (!maySeeDetails(circumstances.actor))
        return { message: 'The variables do not fit the query.', extensions: { code } };
      const { message, inputPath } = mistakeIn(error, cause.message);
      return { message, extensions: { code, ...(inputPath === undefined ? {} : { inputPath }) } };
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
    const at = placeOf(error)
      .path?.filter((key) => typeof key === 'string')
      .join('.');
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
    return { message: OUR_FAULT, extensions: { code: 'INTERNAL', correlationId } };
  }
}

/** Errors that others have put into words, with the id by which the request is found in the log. */
export const withRequestId = (
  errors: readonly GraphQLFormattedError[],
  requestId: string,
): GraphQLFormattedError[] =>
  errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));

/** Where in the response and in the query; GraphQL's own errors alone know. */
const placeOf = (error: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> => {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error;
  return { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
};

/** The error below the layers of GraphQL, and whether we threw it, not GraphQL. */
function causeOf(error: unknown): { readonly cause: unknown; readonly isThrown: boolean } {
  let cause = error;
  let isThrown = !(error instanceof GraphQLError);
  for (;;) {
    if (cause instanceof ThrownValue) {
      cause = cause.thrown;
      isThrown = true;
    } else if (
      cause instanceof GraphQLError &&
      !(cause instanceof ApiError) &&
      cause.originalError !== undefined
    ) {
      cause = cause.originalError;
    } else return { cause, isThrown };
  }
}

/** Whether something of ours failed where GraphQL says that a request is wrong, as when a scalar reads it. */
export function isFault(error: unknown): boolean {
  try {
    const { cause, isThrown } = causeOf(error);
    return isThrown || !(cause instanceof GraphQLError);
  } catch {
    return true;
  }
}

/** What is wrong with the input of a query: one thing in its own words, several together and each by itself. */
const toldProblems = ({ problems: [first, ...others] }: InvalidInput): Pick<Told, 'message'> => ({
  message: first === undefined || others.length > 0 ? 'The input is not valid.' : first.message,
});

const placesOf = ({ problems }: InvalidInput): Told['extensions'] => ({
  inputPath: problems[0]?.path ?? [],
  ...(problems.length > 1
    ? { problems: problems.map(({ message, path: inputPath }) => ({ message, inputPath })) }
    : {}),
});

/**
 * Which variable is meant, and which field of it, in words and as a path from the variable down; the value itself is the
 * client's own and is not said back whole.
 */
function mistakeIn(
  { message }: GraphQLError,
  problem: string,
): { readonly message: string; readonly inputPath?: readonly string[] } {
  const words = problem.replace(/ Did you mean [^?]*\?$/, '');
  const place = message.endsWith(`; ${problem}`) ? message.slice(0, -problem.length - 2) : message;
  const [, variable] = /^Variable "\$(\w+)"/.exec(place) ?? [];
  if (variable === undefined) return { message: words };
  const [, within] = / at "([\w.[\]]+)"$/.exec(place) ?? [];
  const [, field] = /^Field "(\w+)"/.exec(words) ?? [];
  const inputPath = [...(within ?? variable).split(/[.[\]]+/), field ?? ''].filter((key) => key !== '');
  if (place === message) return { message: words, inputPath };
  return {
    message: `Variable "$${variable}"${within === undefined ? '' : ` at "${within}"`}: ${words}`,
    inputPath,
  };
}

/** Said by GraphQL of values that do not fit their type: before execution (no path), or when an argument is put together. */
const isClientsMistake = (error: GraphQLError): boolean =>
  error.path === undefined || error.message.startsWith('Argument "');
