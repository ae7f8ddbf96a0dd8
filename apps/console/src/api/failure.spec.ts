import { CombinedError } from 'urql';
import { describe, expect, it } from 'vitest';
import { failureOf } from './failure';

function graphQLError(extensions: Record<string, unknown>) {
  return new CombinedError({ graphQLErrors: [{ message: 'x', extensions }] });
}

describe('failureOf', () => {
  it.each([
    ['UNAUTHENTICATED', 'signed-out'],
    ['FORBIDDEN', 'forbidden'],
    ['RATE_LIMITED', 'too-many-requests'],
    ['INTERNAL_SERVER_ERROR', 'fault'],
  ])('reads the code %s as %s', (code, kind) => {
    expect(failureOf(graphQLError({ code })).kind).toBe(kind);
  });

  it('reads a refusal of what is searched for as the search, and of anything else as a fault of ours', () => {
    const kindOf = (inputPath: string[]) =>
      failureOf(graphQLError({ code: 'INVALID_INPUT', inputPath })).kind;
    expect([kindOf(['filter', 'search']), kindOf(['search']), kindOf(['first'])]).toEqual([
      'search',
      'search',
      'fault',
    ]);
  });

  it('keeps the correlation id of a fault, to be quoted', () => {
    expect(failureOf(graphQLError({ code: 'INTERNAL', correlationId: 'c-12' }))).toEqual({
      kind: 'fault',
      reference: 'c-12',
    });
  });

  it('tells a lost connection from an answer that says nothing', () => {
    const networkError = new TypeError('Failed to fetch');
    expect(failureOf(new CombinedError({ networkError })).kind).toBe('offline');
    const response = new Response('', { status: 503 });
    expect(failureOf(new CombinedError({ networkError, response })).kind).toBe('fault');
  });

  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
    [429, 'too-many-requests'],
  ])('reads the status %i as %s', (status, kind) => {
    const response = new Response('', { status });
    expect(failureOf(new CombinedError({ networkError: new Error('x'), response })).kind).toBe(kind);
  });
});
