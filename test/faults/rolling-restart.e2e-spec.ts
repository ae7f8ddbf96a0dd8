import { Agent, request } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#libs/platform';
import { drain } from '#libs/testing';
import { type BuiltProcess, spawnBuilt } from '../support/built-process.js';
import { debianProgram, type DebianServer, runDebianServer } from '../support/debian-server.js';
import { listen } from '../support/listener.js';
import { type Product, startProduct } from '../support/product.js';

const REQUESTS = 7_000;
const AT_ONCE = 8;
const RESTARTS = 4;
const VIEWER = '{"query":"{ viewer { user { id } } }"}';

/** Two APIs behind HAProxy that are exchanged one after the other while everybody works on. */
describe('row 57: a rolling restart behind HAProxy', () => {
  const program = debianProgram('haproxy');
  if (program === undefined) {
    it.skip('SKIPPED: no haproxy is installed (Debian has it as haproxy)', () => undefined);
    return;
  }
  const directory = mkdtempSync(join(tmpdir(), 'plenary-haproxy-'));
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let product: Product;
  let ports: number[];
  let front: number;
  let apis: BuiltProcess[];
  let haproxy: DebianServer;

  const start = async (port: number): Promise<BuiltProcess> => {
    const child = await spawnBuilt('apps/api/src/main.js', {
      ...product.environment,
      PORT: String(port),
      DRAIN_SECONDS: '3',
      CALLER_OBJECTS_PER_SECOND: '999999',
    });
    await drain(
      async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined))?.ok === true,
      {
        what: 'the API to be ready',
        timeoutMs: 60_000,
        progress: () => child.output(),
      },
    );
    return child;
  };

  beforeAll(async () => {
    product = await startProduct({ places: 3, isApart: true, withoutWorker: true });
    ports = [await freePort(), await freePort()];
    front = await freePort();
    apis = await Promise.all(ports.map(start));
    const file = join(directory, 'haproxy.cfg');
    writeFileSync(
      file,
      `defaults
  mode http
  retries 0
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout tunnel 1h
frontend web
  bind 127.0.0.1:${front}
  default_backend plenary
backend plenary
  option httpchk
  http-check send meth GET uri /health/ready ver HTTP/1.1 hdr Host 127.0.0.1
  default-server check inter 500ms fall 2 rise 1
${ports.map((port, index) => `  server api${index} 127.0.0.1:${port}`).join('\n')}
`,
    );
    haproxy = runDebianServer(program, ['-db', '-f', file]);
    await drain(async () => (await ask()) === 200, {
      what: 'HAProxy to let through',
      progress: () => haproxy.output(),
    });
  });
  afterAll(async () => {
    agent.destroy();
    await haproxy.stop();
    for (const api of apis) await api.end('SIGTERM');
    await product.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The status, or what went wrong. */
  const ask = (): Promise<number | string> =>
    new Promise((answered) => {
      const asking = request(
        `http://127.0.0.1:${front}/graphql`,
        {
          agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${product.tokenOf('officer')}`,
          },
        },
        (answer) => {
          answer.resume();
          answer.on('end', () => answered(answer.statusCode ?? 'no status'));
          answer.on('error', (error) => answered(String(error)));
        },
      );
      asking.on('error', (error) => answered(String(error)));
      asking.end(VIEWER);
    });

  it(`fails none of ${REQUESTS} requests over ${RESTARTS} restarts, and tells WebSockets to come back at once (1012)`, async () => {
    const outcomes = new Map<number | string, number>();
    let isRestarting = true;
    const total = (): number => [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    const caller = async (): Promise<void> => {
      while (isRestarting || (total() < REQUESTS && outcomes.size < 2)) {
        const outcome = await ask();
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    };
    const calling = Promise.all(Array.from({ length: AT_ONCE }, caller));

    const codes: (number | undefined)[] = [];
    try {
      for (let round = 0; round < RESTARTS; round += 1) {
        const which = round % 2;
        const port = ports[which] ?? 0;
        const listener = listen(
          `http://127.0.0.1:${port}`,
          { token: product.tokenOf('officer') },
          'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { __typename } }',
          { c: product.world.conferenceId },
        );
        await drain(() => listener.frames.some((frame) => frame.includes('connection_ack')), {
          what: 'the subscription to be open',
        });
        const ending = apis[which]?.end('SIGTERM');
        // It says first that it is not ready, while it answers as before.
        const draining = await drain(
          async () => {
            const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
            return answer?.status === 503 ? answer : undefined;
          },
          { what: 'the API to say that it stops' },
        );
        expect(draining.headers.get('connection')).toBe('close');
        expect(await ending).toBe(0);
        codes.push(listener.closeCode());
        await listener.end();
        apis[which] = await start(port);
        await drain(
          () => haproxy.output().split(`Server plenary/api${which} is UP`).length > Math.floor(round / 2) + 1,
          {
            what: 'HAProxy to see it again',
            progress: () => haproxy.output(),
          },
        );
      }
    } finally {
      isRestarting = false;
      await calling;
    }

    expect([...outcomes.keys()]).toEqual([200]);
    expect(outcomes.get(200)).toBeGreaterThanOrEqual(REQUESTS);
    expect(codes).toEqual(Array.from({ length: RESTARTS }, () => 1012));
  });

  it('keeps whoever reads and writes behind it served when the worker is away (row 54)', async () => {
    // There is none: were that a reason not to be ready, HAProxy would have nobody left to send anybody to.
    expect(await ask()).toBe(200);
    expect(haproxy.output()).not.toContain('has no server available');
  });
});
