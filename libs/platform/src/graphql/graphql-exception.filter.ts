import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { answerFailure } from '../http/failures.js';
import { type Logger } from '../logging/logger.js';

/**
 * Lets what resolvers throw pass: the engine words and logs it, once. What routes throw is answered as everywhere else:
 * Nest's own filter would log every refusal as an error, and tell the messages of errors that bear a status.
 */
@Catch()
export class GraphQLExceptionFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw exception;
    const [request, reply] = host.getArgs<[FastifyRequest, FastifyReply]>();
    answerFailure(exception, request, reply, this.logger);
  }
}
