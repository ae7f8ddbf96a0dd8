import { drain } from '#libs/testing';
import { type BuiltProcess, type BuiltProcessOptions, spawnBuilt } from '../../support/built-process.js';

/** A worker in a process of its own. */
export interface FaultWorker extends BuiltProcess {
  /** Resolves when it works. @throws what it refused to start with. */
  ready(): Promise<void>;
}

export async function spawnFaultWorker(
  env: Readonly<Record<string, string>>,
  options: BuiltProcessOptions = {},
): Promise<FaultWorker> {
  const child = await spawnBuilt('test/faults/support/fault-worker.js', env, options);
  return {
    ...child,
    ready: async () => {
      await drain(() => /^(ready|refused: .*)$/m.test(child.output()) || !child.isAlive(), {
        what: 'the worker to start',
        timeoutMs: 40_000,
        progress: () => child.output(),
      });
      const refused = /^refused: (.*)$/m.exec(child.output())?.[1];
      if (refused !== undefined) throw new Error(refused);
      if (!child.isAlive()) throw new Error(`The worker ended: ${child.output()}`);
    },
  };
}
