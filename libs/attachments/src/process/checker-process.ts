import { Buffer } from 'node:buffer';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#libs/kernel';
import { checkContent } from '../checks/check-content.js';
import { MOST_MEMORY_MB } from '../limits.js';
import { type FileProblem } from '../refusals.js';
import { type Answer, type Question } from './messages.js';

/**
 * The process that looks at one file. It is killed when it is over its time, kills itself when it is over its memory, and ends with the
 * process that started it. It opens no connection, and it writes nothing.
 */
process.on('disconnect', () => process.exit());
process.on('message', (question: Question) => void answer(question).then((told) => process.send?.(told)));

// What is unpacked or drawn is on no heap that Node limits, and nothing else runs while it is done.
const watch = `setInterval(() => {
  if (process.memoryUsage.rss() > ${MOST_MEMORY_MB} * 1024 * 1024) process.kill(process.pid, 'SIGKILL');
}, 20)`;
new Worker(watch, { eval: true, execArgv: [] }).unref();

async function answer({ bytes, use }: Question): Promise<Answer> {
  try {
    return await checkContent(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), use);
  } catch (error) {
    if (!(error instanceof Refusal)) return { refused: 'TOO_MUCH_WORK', figures: {} };
    const { fileProblem, ...figures } = error.extras as { fileProblem: FileProblem } & Record<string, number>;
    return { refused: fileProblem, figures };
  }
}
