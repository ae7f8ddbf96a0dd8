import type pg from 'pg';
import { freePort } from '#libs/platform';
import { drain } from '#libs/testing';
import { type BuiltProcess, type BuiltProcessOptions, spawnBuilt } from './built-process.js';

const START_MS = 60_000;

export interface ApiProcess extends BuiltProcess {
  readonly url: string;
}

/** The API in a process of its own, on a port of its own; resolves when it answers. */
export async function spawnApi(
  environment: Readonly<Record<string, string>>,
  options: BuiltProcessOptions = {},
): Promise<ApiProcess> {
  const port = await freePort();
  const child = await spawnBuilt('apps/api/src/main.js', { ...environment, PORT: String(port) }, options);
  const url = `http://127.0.0.1:${port}`;
  const isUp = async (): Promise<boolean> => {
    if (!child.isAlive()) throw new Error(`The API ended: ${child.output()}`);
    return (await fetch(`${url}/health/live`).catch(() => undefined))?.ok === true;
  };
  await drain(isUp, { what: 'the API to listen', timeoutMs: START_MS, progress: () => child.output() });
  return { ...child, url };
}

/** A worker in a process of its own; resolves when it has given its first sign of life. */
export async function spawnWorker(
  environment: Readonly<Record<string, string>>,
  admin: pg.Pool,
  options: BuiltProcessOptions = {},
): Promise<BuiltProcess> {
  const count = async (): Promise<number> =>
    (await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM platform.worker')).rows[0]?.n ?? 0;
  const before = await count();
  const child = await spawnBuilt('apps/worker/src/main.js', environment, options);
  const isUp = async (): Promise<boolean> => {
    if (!child.isAlive()) throw new Error(`The worker ended: ${child.output()}`);
    return (await count()) > before;
  };
  await drain(isUp, { what: 'the worker to start', timeoutMs: START_MS, progress: () => child.output() });
  return child;
}
