import { DocumentCompiler } from '../compile/document-compiler.js';
import { type Answer, type Question } from './messages.js';

/**
 * The process that makes documents, one after another: what hangs or grows in it takes nobody else with it. It ends with the process that
 * started it, has no secret, opens no connection and writes nothing.
 */
const compiler = new DocumentCompiler();

process.on('disconnect', () => process.exit());
process.on('message', ({ template, data }: Question) => process.send?.(answer(template, data)));

function answer(template: string, data: Question['data']): Answer {
  try {
    return compiler.compile(template, data);
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
