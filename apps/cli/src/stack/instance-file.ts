import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthMark, isAlive } from '#libs/platform';
import { type SampleSignIn } from '../product.js';
import { type Process } from './parts.js';

/** Where a running Plenary is found; for `plenary status` and for commands that work on its database. */
export interface Instance {
  readonly pid: number;
  /** What of Plenary runs in it. */
  readonly processes: readonly Process[];
  /** Tells this process from a later one with the same id. */
  readonly birth: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly mode: 'production' | 'demonstration';
  readonly addresses: {
    readonly console?: string;
    readonly graphql?: string;
    /** On this machine's own port: the public address may lead through a proxy that shows no health page. */
    readonly health?: string;
    /** The worker's own. */
    readonly workerHealth?: string;
    readonly mail?: string;
    readonly smtp?: string;
  };
  readonly versions: { readonly plenary: string; readonly node: string; readonly postgresql: string };
  readonly queues: 'postgresql' | 'redis';
  /** Of a demonstration, else empty. */
  readonly signIns: readonly SampleSignIn[];
  /** Of the embedded database. A secret: the file is readable by its owner only, and no command prints it. */
  readonly ownerUrl?: string;
}

/** A worker that runs apart has a note of its own. */
const NOTES: Readonly<Record<Process, string>> = { api: 'instance.json', worker: 'instance-worker.json' };
/** What this directory may hold of them. */
export const INSTANCE_FILES: readonly string[] = Object.values(NOTES);

const fileOf = (dataDir: string, processes: readonly Process[]) =>
  join(dataDir, processes.includes('api') ? NOTES.api : NOTES.worker);

/** Written whole or not at all, for others read it at any time. */
export function writeInstance(
  dataDir: string,
  instance: Omit<Instance, 'pid' | 'birth' | 'startedAt'>,
): void {
  const file = fileOf(dataDir, instance.processes);
  const draft = `${file}.new`;
  const complete: Instance = {
    pid: process.pid,
    birth: birthMark(process.pid),
    startedAt: new Date().toISOString(),
    ...instance,
  };
  writeFileSync(draft, JSON.stringify(complete, null, 2), { mode: 0o600 });
  renameSync(draft, file);
}

/** Every process of Plenary that runs on this directory at this moment, the web server's first; none after a kill either. */
export function readInstances(dataDir: string): readonly Instance[] {
  return [NOTES.api, NOTES.worker].flatMap((name) => {
    try {
      const instance = JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as Instance;
      return isAlive(instance.pid) && birthMark(instance.pid) === instance.birth ? [instance] : [];
    } catch {
      return [];
    }
  });
}

/** The one that runs this part; where nothing is said of it, the web server, or else the worker. */
export function readInstance(dataDir: string, part?: Process): Instance | undefined {
  return readInstances(dataDir).find(({ processes }) => part === undefined || processes.includes(part));
}

export function removeInstance(dataDir: string, processes: readonly Process[]): void {
  rmSync(fileOf(dataDir, processes), { force: true });
}
