import { describe, expect, it } from '@jest/globals';
import { withCorrelationId } from './correlation.js';
import { createLogger, NestLogger } from './logger.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) }));
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

describe('a log line', () => {
  it('hides credentials and personal data at any depth that we look at', () => {
    const line = logged((logger) =>
      logger.info(
        {
          email: 'ada@x.example',
          request: { headers: { authorization: 'Bearer s', cookie: 'c' } },
          job: { token: 't' },
          id: 'kept',
        },
        'Something happened',
      ),
    );
    expect(line).toMatchObject({
      level: 'info',
      msg: 'Something happened',
      id: 'kept',
      email: '[hidden]',
      request: { headers: { authorization: '[hidden]', cookie: '[hidden]' } },
      job: { token: '[hidden]' },
    });
  });

  it.each([
    [
      Object.assign(new Error('duplicate key (email)=(ada@x.example)'), {
        code: '23505',
        constraint: 'user_email',
        table: 'user',
      }),
      undefined,
    ],
    [
      Object.assign(new TypeError('Received type string (passport)'), { code: 'ERR_INVALID_ARG_TYPE' }),
      undefined,
    ],
    [new Error('Cannot send to ada@x.example: "Ada Példa" 123'), 'Cannot send to … … …'],
    [
      new TypeError("Cannot read properties of undefined (reading 'id')"),
      'Cannot read properties of undefined (reading …)',
    ],
  ])('says of an error what and where, not whose: %s', (error, message) => {
    const { err } = logged((logger) => logger.error({ err: error }, 'Failed')) as {
      err: Record<string, unknown>;
    };
    expect(err.message).toBe(message);
    expect(JSON.stringify(err)).not.toMatch(/ada@|Példa|passport/);
    expect(err.stack).toContain('logger.spec.ts');
  });

  it('bears the id of the request or job that is under way, whoever writes it', () => {
    const write = (logger: ReturnType<typeof createLogger>) => new NestLogger(logger).warn('Late', 'Relay');
    expect(logged((logger) => withCorrelationId('from-a-client-1', () => write(logger)))).toMatchObject({
      correlationId: 'from-a-client-1',
      msg: 'Late',
    });
    expect(logged(write)).not.toHaveProperty('correlationId');
    expect(
      logged((logger) =>
        withCorrelationId('outer-request', () => logger.warn({ correlationId: 'told' }, 'Late')),
      ),
    ).toMatchObject({ correlationId: 'told' });
  });

  it('follows the causes of an error', () => {
    const error = new Error('outer', { cause: Object.assign(new Error('secret'), { code: '57P01' }) });
    expect(logged((logger) => logger.warn({ err: error }, 'Failed'))).toMatchObject({
      err: { message: 'outer', cause: { code: '57P01' } },
    });
  });
});

describe("what Nest's logger is told", () => {
  it('stands in the log where it is news of ours, and not where Nest tells how it starts', () => {
    const line = logged((logger) => {
      const nest = new NestLogger(logger);
      nest.log('PlatformModule dependencies initialized', 'InstanceLoader');
      nest.log('The relay works again', 'Relay');
    });
    expect(line).toMatchObject({ level: 'info', context: 'Relay', msg: 'The relay works again' });
  });
});
