import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthMark, isAlive } from '#libs/platform';
import { type SampleSignIn } from '../product.js';

/** Where a running Plenary is found; for `plenary status` and for commands that work on its database. */
export interface Instance {
  readonly pid: number;
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

const fileOf = (dataDir: string) => join(dataDir, 'instance.json');

/** Written whole or not at all, for others read it at any time. */
export function writeInstance(
  dataDir: string,
  instance: Omit<Instance, 'pid' | 'birth' | 'startedAt'>,
): void {
  const draft = `${fileOf(dataDir)}.new`;
  const complete: Instance = {
    pid: process.pid,
    birth: birthMark(process.pid),
    startedAt: new Date().toISOString(),
    ...instance,
  };
  writeFileSync(draft, JSON.stringify(complete, null, 2), { mode: 0o600 });
  renameSync(draft, fileOf(dataDir));
}

/** The instance that runs on this directory at this moment; undefined after a stop, and after a kill too. */
export function readInstance(dataDir: string): Instance | undefined {
  try {
    const instance = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Instance;
    return isAlive(instance.pid) && birthMark(instance.pid) === instance.birth ? instance : undefined;
  } catch {
    return undefined;
  }
}

export function removeInstance(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
