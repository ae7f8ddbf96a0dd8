import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { drain } from '#libs/testing';

const MAIN = join(import.meta.dirname, '../../../dist/apps/cli/src/main.js');

interface Mail {
  readonly id: string;
}

/** The built product as a stranger starts it: the demonstration conference, on a database of its own. */
export interface Demonstration {
  readonly url: string;
  /** The text of the newest mail to an address that holds this; waits for it. */
  mailTo(address: string, holding: RegExp): Promise<string>;
  /** One at a time, over all test files: for what holds for the whole conference, and for what that would disturb. */
  alone(act: () => Promise<void>): Promise<void>;
  /** Runs a statement behind the product's back, walls or no walls, for what takes a fault to come about. */
  asSuperuser<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

interface Product {
  readonly pid: number;
  readonly url: string;
  readonly catcher: string;
}

/**
 * The one product of all browser tests: started from `dist` by the first file that asks, and stopped after the last
 * (`after-all.mjs`). The test database is not touched.
 */
export async function theDemonstration(): Promise<Demonstration> {
  const directory = process.env.PLENARY_TEST_BROWSER_DIR;
  if (directory === undefined) throw new Error('jest has not run before-all.mjs');
  const file = join(directory, 'product.json');
  const { url, catcher } = isFirst(file)
    ? await start(directory, file)
    : await drain(() => readProduct(file), { what: 'Plenary to be ready', timeoutMs: 120_000 });
  return {
    url,
    mailTo: (address, holding) =>
      drain(() => findMail(catcher, address, holding), {
        what: `a mail to ${address} that holds ${String(holding)}`,
        timeoutMs: 60_000,
      }),
    alone: (act) =>
      withSuperuser(join(directory, 'data'), async (client) => {
        // Ends with the connection, however the test ends.
        await client.query('SELECT pg_advisory_lock(42)');
        await act();
      }),
    asSuperuser: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      withSuperuser(
        join(directory, 'data'),
        async (client) => (await client.query<Row>(text, [...values])).rows,
      ),
  };
}

/** Whether nobody has begun to start it: the file comes into being once. */
function isFirst(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch {
    return false;
  }
}

/** Undefined while another test file still waits for it to be ready. */
function readProduct(file: string): Product | undefined {
  const text = readFileSync(file, 'utf8');
  const product = text === '' ? undefined : (JSON.parse(text) as Product);
  return product?.catcher === '' ? undefined : product;
}

async function start(directory: string, file: string): Promise<Product> {
  const port = await freePort();
  const { PATH, HOME, LANG } = process.env;
  const log = join(directory, 'output.log');
  const output = openSync(log, 'w');
  // It outlives the file that starts it, so it writes to a file and is not waited for.
  const child = spawn(process.execPath, [MAIN, 'start'], {
    env: {
      PATH,
      HOME,
      LANG,
      PORT: String(port),
      PLENARY_MODE: 'demonstration',
      PLENARY_DATA_DIR: join(directory, 'data'),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', output, output],
  });
  child.unref();
  closeSync(output);
  const url = `http://localhost:${String(port)}`;
  // Known from now on: a product that never gets ready is stopped as well.
  const product = { pid: child.pid ?? 0, url, catcher: '' };
  writeFileSync(file, JSON.stringify(product));
  const told = await drain(
    () => {
      const text = readFileSync(log, 'utf8');
      if (child.exitCode !== null) throw new Error(`Plenary ended:\n${text}`);
      return text.includes('Plenary is ready') && text;
    },
    { what: 'Plenary to be ready', timeoutMs: 120_000 },
  );
  const ready = { ...product, catcher: /Mail catcher +(http:\S+)/.exec(told)?.[1] ?? '' };
  writeFileSync(file, JSON.stringify(ready));
  return ready;
}

async function withSuperuser<Value>(
  data: string,
  act: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const { ownerUrl } = JSON.parse(readFileSync(join(data, 'instance.json'), 'utf8')) as { ownerUrl: string };
  const url = new URL(ownerUrl);
  url.username = 'postgres';
  url.password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

async function findMail(catcher: string, address: string, holding: RegExp): Promise<string | undefined> {
  const list = (await read(`${catcher}/api/messages?to=${encodeURIComponent(address)}`)) as readonly Mail[];
  for (const { id } of list) {
    const { text } = (await read(`${catcher}/api/messages/${id}`)) as { readonly text: string };
    if (holding.test(text)) return text;
  }
  return undefined;
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe has no port');
  return address.port;
}
