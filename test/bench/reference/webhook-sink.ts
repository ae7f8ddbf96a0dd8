import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { answerWhenAll } from './answer-when-all.js';

/** Deliveries to this path are never answered. */
const HANGS = '/hangs';

const ids = new Set<string>();
const server = createServer((request, response) => {
  if (request.url === HANGS) return;
  request.resume().on('end', () => {
    ids.add(String(request.headers['webhook-id']));
    response.writeHead(204).end();
  });
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

/** A receiver of webhooks on this machine: it counts each `webhook-id` once. */
await answerWhenAll({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  get count() {
    return ids.size;
  },
  clear: () => ids.clear(),
});
