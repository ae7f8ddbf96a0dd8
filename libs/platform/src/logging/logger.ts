import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { correlationId } from './correlation.js';
import { describeError } from './describe-error.js';

export { type Logger } from 'pino';

/** Names under which credentials and personal data travel; none of them reaches a log, at whatever depth we look. */
const HIDDEN = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'secret',
  'password',
  'email',
  'recipientEmail',
  'recipientName',
  'name',
  'phone',
  'address',
  'clientAddress',
  'variables',
  'query',
  'body',
  'justification',
  'reasonText',
  'parameters',
];

/**
 * The log of a process: JSON lines. error = somebody must act now; warn = healed by itself; never personal data; always
 * the correlation id. Errors are logged under `err`.
 */
export function createLogger(
  settings: { readonly logLevel: string },
  destination?: DestinationStream,
): Logger {
  const options = {
    level: settings.logLevel,
    base: undefined,
    mixin: underWay,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: {
      paths: HIDDEN.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[hidden]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What a line that names no request of its own has: the one that is under way. */
function underWay(): { readonly correlationId?: string } {
  const id = correlationId();
  return id === undefined ? {} : { correlationId: id };
}

/** Under these names Nest tells how it starts, which is of interest to developers only. */
const FRAMEWORK = new Set([
  'NestFactory',
  'NestApplication',
  'NestApplicationContext',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'GraphQLModule',
]);

/** What Nest's `Logger` is told, by Nest and by us, in the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    if (context !== undefined && FRAMEWORK.has(context)) this.logger.debug({ context }, String(message));
    else this.logger.info({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message }, 'Nest reports an error');
    else this.logger.error({ context: rest.at(-1) }, String(message));
  }
}
