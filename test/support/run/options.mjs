import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAGES } from './stages.mjs';

const HELP = `npm test                                    everything
npm test -- --only unit,int                 some stages: ${STAGES.map(({ name }) => name).join(', ')}
npm test -- --only int libs/nominations     only test files whose path contains a text
npm test -- --changed                       what a change touches: everything since the branch left main
npm test -- --changed HEAD~1                what has changed since a commit
npm test -- --record                        everything, and keeps how long each file took
node test/run.mjs --stop                    stop the database that single test runs share`;

/** What the command line asks for; ends here where that is not a run. */
export function readOptions(args, root) {
  if (args.includes('--help')) {
    console.log(HELP);
    process.exit(0);
  }
  if (args.includes('--stop')) stopSharedServer(root);
  const isRecording = args.includes('--record');
  const rest = args.filter((arg) => arg !== '--record');
  const changed = take(rest, '--changed');
  const only = (take(rest, '--only') ?? '').split(',').filter((name) => name !== '');
  const unknown = only.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0 || (only.length === 0 && args.some((arg) => arg.startsWith('--only')))) {
    console.error(`No stage is named ${unknown.join(' or ') || '(nothing)'}.\n\n${HELP}`);
    process.exit(1);
  }
  return { only, paths: rest, changed, isRecording };
}

/** Takes an option out of the arguments. @returns its value, '' where it has none, undefined where it is not there. */
function take(args, name) {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  if (at < 0) return undefined;
  const [option] = args.splice(at, 1);
  if (option !== name) return option.slice(name.length + 1);
  return args[at]?.startsWith('-') === false ? args.splice(at, 1)[0] : '';
}

/** The database that `npx jest` runs share; where it is found, libs/testing says. */
function stopSharedServer(root) {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const file = join(tmpdir(), `plenary-test-${process.getuid?.() ?? 'user'}-${checkout}`, 'server.json');
  try {
    const { pid } = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(pid, 'SIGTERM');
    console.log(`Stopped the test database (process ${pid}).`);
  } catch {
    console.log('No test database runs.');
  }
  process.exit(0);
}
