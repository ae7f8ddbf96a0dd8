import { type Settings } from '#libs/platform';
import { type Instance, readInstance } from '../stack/instance-file.js';
import { PLENARY_VERSION } from '../version.js';
import { readSettings } from './settings-of-commands.js';

interface Status {
  readonly running: boolean;
  /** GET /health/ready answers that everything it needs is there. Absent where no web server runs here. */
  readonly ready?: boolean;
  readonly mode: Settings['mode'];
  readonly pid?: number;
  readonly startedAt?: string;
  readonly addresses: Instance['addresses'];
  readonly versions: Partial<Instance['versions']>;
  readonly queues: Instance['queues'];
  readonly dataDir: string;
  readonly signIns: Instance['signIns'];
}

/** Prints what is known of the instance that runs with these settings. */
export async function showStatus(asJson: boolean): Promise<void> {
  const status = await readStatus();
  console.log(asJson ? JSON.stringify(status, null, 2) : asText(status));
  if (!status.running) process.exitCode = 1;
}

async function readStatus(): Promise<Status> {
  const settings = readSettings();
  const instance = readInstance(settings.dataDir);
  const base = {
    dataDir: settings.dataDir,
    queues: settings.redisUrl === undefined ? 'postgresql' : 'redis',
  } as const;
  if (!instance) {
    const versions = { plenary: PLENARY_VERSION, node: process.versions.node };
    return { ...base, running: false, mode: settings.mode, addresses: {}, versions, signIns: [] };
  }
  const { pid, mode, startedAt, addresses, versions, queues, signIns } = instance;
  const ready = addresses.health === undefined ? undefined : await isReady(addresses.health);
  return { ...base, running: true, ready, mode, pid, startedAt, addresses, versions, queues, signIns };
}

async function isReady(health: string): Promise<boolean> {
  try {
    return (await fetch(health, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

function asText(status: Status): string {
  if (!status.running) return `Plenary does not run on ${status.dataDir}.`;
  const rows: [string, string | undefined][] = [
    ['State', status.ready === false ? 'running, not ready' : 'running'],
    ['Mode', status.mode],
    ['Process', String(status.pid)],
    ['Since', status.startedAt],
    ['Console', status.addresses.console],
    ['GraphQL', status.addresses.graphql],
    ['Health', status.addresses.health],
    ['Mail catcher', status.addresses.mail],
    ['SMTP', status.addresses.smtp],
    ['Queues', status.queues],
    [
      'Versions',
      Object.entries(status.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ...status.signIns.map(({ email, name, role }): [string, string] => [
      'Sign-in',
      `${email} (${name}, ${role})`,
    ]),
  ];
  return rows
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(14)}${value}`]))
    .join('\n');
}
