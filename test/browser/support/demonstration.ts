import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  close(): Promise<void>;
}

/** Starts `plenary start` from `dist` and waits until it is ready. The test database is not touched. */
export async function startDemonstration(): Promise<Demonstration> {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-browser-'));
  const port = await freePort();
  const { PATH, HOME, LANG } = process.env;
  const child = spawn(process.execPath, [MAIN, 'start'], {
    env: {
      PATH,
      HOME,
      LANG,
      PORT: String(port),
      PLENARY_MODE: 'demonstration',
      PLENARY_DATA_DIR: directory,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const ended = once(child, 'close');
  await drain(
    () => {
      if (child.exitCode !== null) throw new Error(`Plenary ended:\n${output.text}`);
      return Promise.resolve(output.text.includes('Plenary is ready') ? true : undefined);
    },
    { what: 'Plenary to be ready', timeoutMs: 120_000 },
  );
  const catcher = /Mail catcher +(http:\S+)/.exec(output.text)?.[1] ?? '';
  return {
    url: `http://localhost:${String(port)}`,
    mailTo: (address, holding) =>
      drain(() => findMail(catcher, address, holding), {
        what: `a mail to ${address} that holds ${String(holding)}`,
        timeoutMs: 60_000,
      }),
    async close() {
      child.kill('SIGTERM');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
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

function collect(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output.text += text;
    });
  return output;
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
