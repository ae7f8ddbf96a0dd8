import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { graphqlClient } from './graphql-client.js';

let server: Server;
let url: string;
let answer: { status: number; body: string };
let seen: { headers: IncomingHttpHeaders; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

describe('the GraphQL client', () => {
  it('posts the operation as its caller and returns data, errors and status', async () => {
    answer = { status: 200, body: '{"data":{"viewer":{"name":"A"}},"errors":[{"message":"partly"}]}' };
    const client = graphqlClient(url, { token: 'plenary_x' });
    expect(await client.query('query Q($a: Int) { viewer }', { a: 1 })).toEqual({
      status: 200,
      data: { viewer: { name: 'A' } },
      errors: [{ message: 'partly' }],
    });
    expect(JSON.parse(seen.body)).toEqual({ query: 'query Q($a: Int) { viewer }', variables: { a: 1 } });
    expect(seen.headers.authorization).toBe('Bearer plenary_x');
    expect(seen.headers.cookie).toBeUndefined();
  });

  it('sends a cookie as a browser on the same origin does', async () => {
    answer = { status: 200, body: '{"data":{}}' };
    await graphqlClient(url, { cookie: 'session=1' }).query('{ viewer }');
    expect(seen.headers).toMatchObject({ cookie: 'session=1', 'sec-fetch-site': 'same-origin' });
  });

  it.each(['<html>Bad gateway</html>', '', '[]', '{"message":"no"}'])(
    'throws when %j comes back',
    async (body) => {
      answer = { status: 502, body };
      await expect(graphqlClient(url).query('{ viewer }')).rejects.toThrow(
        /^No GraphQL answer from .*, but 502/,
      );
    },
  );

  it('throws the errors of an operation that must succeed', async () => {
    answer = { status: 200, body: '{"data":null,"errors":[{"message":"Not found"}]}' };
    await expect(graphqlClient(url).data('{ viewer }')).rejects.toThrow('Not found');
  });
});
