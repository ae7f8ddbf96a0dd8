import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type CheckedFile, type FileUse } from './checks/checked-file.js';
import { MOST_BYTES, MOST_HEAP_MB, MOST_MILLISECONDS } from './limits.js';
import { type Answer } from './process/messages.js';
import { fileRefused } from './refusals.js';

/** Sources are run as tests run them; what is built is run as it is. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const PROGRAM = fileURLToPath(new URL(`./process/checker-process${EXTENSION}`, import.meta.url));
const LOADER = new URL('../../../test/support/typescript-loader.mjs', import.meta.url).href;
const OF_SOURCES = EXTENSION === '.ts' ? ['--conditions=source', '--import', LOADER] : [];

/** What the process may take. */
export interface CheckLimits {
  readonly milliseconds?: number;
}

/**
 * Looks at a file in a process of its own, with limits of memory and time: what exceeds them is refused, and this process goes on.
 * @returns the file as it is kept: a picture is drawn anew as JPEG, a PDF stays as it is. Refuses FILE_REFUSED, with `fileProblem`.
 */
export async function checkFile(
  bytes: Uint8Array,
  use: FileUse,
  limits: CheckLimits = {},
): Promise<CheckedFile> {
  if (bytes.length === 0) throw fileRefused('EMPTY');
  if (bytes.length > MOST_BYTES) throw tooLargeFile();
  const answer = await ask(bytes, use, limits);
  if (answer === undefined) throw fileRefused('TOO_MUCH_WORK');
  if ('refused' in answer) throw fileRefused(answer.refused, answer.figures);
  return answer;
}

/** Of a file whose bytes are not read to their end. */
export const tooLargeFile = (): Error => fileRefused('TOO_LARGE', { limit: MOST_BYTES / 1024 / 1024 });

/** Undefined when the process has ended, or was killed for its time, before it answered. */
async function ask(bytes: Uint8Array, use: FileUse, limits: CheckLimits): Promise<Answer | undefined> {
  const child = fork(PROGRAM, [], {
    execArgv: [...OF_SOURCES, `--max-old-space-size=${MOST_HEAP_MB}`],
    // Bytes travel as bytes.
    serialization: 'advanced',
    // It needs no secret of ours, and has nothing to say that is not an answer.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const late = setTimeout(() => child.kill('SIGKILL'), limits.milliseconds ?? MOST_MILLISECONDS);
  try {
    return await new Promise<Answer | undefined>((resolve) => {
      child.once('exit', () => resolve(undefined));
      child.once('error', () => resolve(undefined));
      child.once('message', (message) => resolve(message as Answer));
      child.send({ bytes, use }, (error) => {
        if (error !== null) resolve(undefined);
      });
    });
  } finally {
    clearTimeout(late);
    child.kill('SIGKILL');
  }
}
