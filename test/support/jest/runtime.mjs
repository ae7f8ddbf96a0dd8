import { readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiledPath } from '../compiled-sources.mjs';
import { provide } from './globals.mjs';

const require = createRequire(import.meta.url);
const standIns = { '@jest/globals': new URL('./globals.mjs', import.meta.url).href };
register('../typescript-hooks.mjs', import.meta.url, { data: { standIns } });

/**
 * Lets Node load test files and all that they import. A module is loaded once in the life of a worker, not once for
 * each test file: loading the product anew costs more than most files spend on their tests. Modules are not mocked.
 */
export default class NativeRuntime {
  constructor(config, environment, _resolver, _transformer, _texts, _coverage, _testPath, globalConfig) {
    if (globalConfig.watch || globalConfig.watchAll)
      throw new Error('Watching is not possible: a module that has changed would not be loaded again.');
    this.environment = environment;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    await import(pathToFileURL(path).href);
  }

  requireModule(path) {
    return require(path);
  }

  /** The framework keeps what it knows of a test file in its module: each file has one of its own. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    provide({ ...globals, jest: this.jestObject() });
  }

  jestObject() {
    const { moduleMocker, fakeTimersModern } = this.environment;
    const timers = Object.fromEntries(
      Object.getOwnPropertyNames(Object.getPrototypeOf(fakeTimersModern))
        .filter((name) => name !== 'constructor' && !name.startsWith('_'))
        .map((name) => [name, fakeTimersModern[name].bind(fakeTimersModern)]),
    );
    return {
      ...timers,
      fn: moduleMocker.fn.bind(moduleMocker),
      spyOn: moduleMocker.spyOn.bind(moduleMocker),
      restoreAllMocks: () => moduleMocker.restoreAllMocks(),
      setTimeout: (limitMs) => {
        globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = limitMs;
      },
    };
  }

  enterTestCode() {}

  leaveTestCode() {}

  /** By these, a stack tells lines of the source. */
  getSourceMaps() {
    return { get: mapOf, [Symbol.iterator]: () => [][Symbol.iterator]() };
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  teardown() {}
}

/** By the name of a file: every line of every stack asks, and the product makes a stack of each refusal. */
const maps = new Map();

function mapOf(name) {
  if (!maps.has(name)) maps.set(name, findMap(name));
  return maps.get(name);
}

function findMap(name) {
  const path = name.startsWith('file:') ? fileURLToPath(name) : name;
  return path.endsWith('.ts') ? `${compiledPath(path, readFileSync(path, 'utf8'))}.map` : undefined;
}
