import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { builtTree } from '../support/built-tree.js';

/** Each of them stops Node at another place: at a file of ours, at one of a package, and at looking for a package. */
const LIMITS = [60, 150, 200, 400];
const PROGRAMS = [
  ['the API', 'apps/api/src/main.js'],
  ['the worker', 'apps/worker/src/main.js'],
  ['a command', 'apps/cli/src/main.js audit verify'],
] as const;

describe('a process that may open too few files', () => {
  if (process.platform !== 'linux') {
    it.skip('SKIPPED: only Linux tells a process its limit', () => undefined);
    return;
  }

  it.each(PROGRAMS)('ends, and says what to allow: %s', async (_what, program) => {
    const cwd = await builtTree();
    for (const limit of LIMITS) {
      const { status, stdout, stderr } = spawnSync(
        '/bin/sh',
        ['-c', `ulimit -n ${limit}; exec "$0" ./${program}`, process.execPath],
        {
          cwd,
          encoding: 'utf8',
          env: {
            PATH: process.env.PATH,
            PLENARY_MODE: 'demonstration',
            PLENARY_SECRET: 'test-only-8Jm2vQx7LrT4wZk9NcB6pYs3HdGfKe5A',
            DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/plenary',
            PORT: '0',
          },
        },
      );
      expect({ limit, status, stdout, stderr }).toEqual({
        limit,
        status: 1,
        stdout: '',
        stderr:
          'This process may open too few files (EMFILE): allow it 1,024 or more, as in "ulimit -n 4096" or LimitNOFILE=4096 of its systemd unit.\n',
      });
    }
  });
});
