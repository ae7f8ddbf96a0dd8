import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Product } from '../../support/product.js';
import { endpointOf } from '../client.js';
import { type Ask } from '../main-journey.js';

/** Debian's own first: another one in the PATH may be without the package. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** @throws Error where no Python with requests is there: this is a client that has to work */
function python(): string {
  const found = PYTHONS.find((program) => spawnSync(program, ['-c', 'import requests']).status === 0);
  if (found === undefined)
    throw new Error('No Python with requests: apt-get install python3-requests, or pip install requests');
  return found;
}

/** Each step is asked by `partner.py`, which makes the keys itself. */
export function pythonAsks(product: Product): { readonly ask: Ask; readonly end: () => void } {
  const files = [join(import.meta.dirname, 'partner.py'), join(import.meta.dirname, '../documents.graphql')];
  const child: ChildProcessWithoutNullStreams = spawn(python(), files, {
    env: {
      PATH: process.env.PATH,
      PLENARY_URL: endpointOf(product, 'iccCoordinator').url.replace(/\/graphql$/, ''),
      PLENARY_TOKEN: product.tokenOf('iccCoordinator'),
    },
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    ask: async <Data>(name: string, variables: object) => {
      child.stdin.write(`${JSON.stringify({ name, variables })}\n`);
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done === true) throw new Error(`Python ended: ${said}`);
      return JSON.parse(line.value) as Data;
    },
    end: () => child.stdin.end(),
  };
}
