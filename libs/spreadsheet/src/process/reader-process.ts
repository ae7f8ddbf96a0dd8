import { Buffer } from 'node:buffer';
import { Refusal } from '#libs/kernel/refusal';
import { readWorkbook } from '../read-workbook.js';
import { type SpreadsheetRow } from '../reading.js';
import { refused, type RefusalFigures, type SpreadsheetRefusalKind } from '../refusals.js';
import { type Answer, type Question } from './messages.js';

/**
 * The process that reads one file: it has a heap of its own, is killed when it is over its time, and ends with the process that
 * started it. It opens no file and no connection, and it writes nothing.
 */
let batches: Iterator<readonly SpreadsheetRow[]> | undefined;

process.on('disconnect', () => process.exit());
process.on('message', (question: Question) => void answer(question).then(send));

async function answer(question: Question): Promise<Answer> {
  if (question === 'next') {
    const next = batches?.next();
    return next === undefined || next.done ? 'end' : { rows: next.value };
  }
  try {
    const read = await readWorkbook(Buffer.from(question.bytes), question.choices);
    batches = read.batches()[Symbol.iterator]();
    return { head: read.head };
  } catch (error) {
    // What nobody has foreseen is a file that is not as its format says.
    const refusal = error instanceof Refusal ? error : refused('DAMAGED');
    return { refused: refusal.code as SpreadsheetRefusalKind, figures: refusal.extras as RefusalFigures };
  }
}

function send(message: Answer): void {
  process.send?.(message);
}
