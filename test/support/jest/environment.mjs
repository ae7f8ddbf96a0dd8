import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Jest and its reporters leave marks of a test file here. */
const MARKS = ['TEST_TIMEOUT_SYMBOL', 'EVENT_HANDLERS', 'RETRY_TIMES_SETTER'].map((name) => Symbol.for(name));

/**
 * The process itself: tests and product run in the realm of Node, as they do at an installation, not in a copy of it.
 * What a file changes of the process is put back at its end.
 */
export default class OwnProcess {
  global = globalThis;
  fakeTimers = null;

  constructor({ projectConfig }) {
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.before = {
      console: globalThis.console,
      exit: process.exit,
      env: { ...process.env },
      directory: process.cwd(),
    };
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }

  /** A failure says what the tests of a tier know to tell of it, such as what the open pages show. */
  async handleTestEvent({ name, error }) {
    if (name !== 'test_fn_failure' || !(error instanceof Error) || !globalThis.tellOfFailedTest) return;
    const told = await globalThis.tellOfFailedTest();
    const message = [error.message, ...told].join('\n  ');
    error.stack = error.stack?.replace(error.message, () => message);
    error.message = message;
  }

  async setup() {}

  async teardown() {
    const { console, exit, env, directory } = this.before;
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    globalThis.console = console;
    process.exit = exit;
    if (process.cwd() !== directory) process.chdir(directory);
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    for (const mark of MARKS) delete globalThis[mark];
    delete globalThis.tellOfFailedTest;
  }
}
