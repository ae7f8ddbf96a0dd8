import { type Settings, withDatabase } from '#libs/platform';
import { type ProductLoader, type SampleSignIn } from '../product.js';
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
  readonly signIns: readonly SampleSignIn[];
}

/** Prints what is known of the instance that runs with these settings. */
export async function showStatus(loadProduct: ProductLoader, asJson: boolean): Promise<void> {
  const status = await readStatus(loadProduct);
  console.log(asJson ? JSON.stringify(status, null, 2) : asText(status));
  if (!status.running) process.exitCode = 1;
}

async function readStatus(loadProduct: ProductLoader): Promise<Status> {
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
  const { pid, mode, startedAt, addresses, versions, queues, ownerUrl } = instance;
  const reachable = ownerUrl === undefined ? settings : withDatabase(settings, ownerUrl);
  const signIns = mode === 'demonstration' ? await (await loadProduct()).sampleSignIns(reachable) : [];
  const ready = addresses.console === undefined ? undefined : await isReady(settings, addresses.console);
  return { ...base, running: true, ready, mode, pid, startedAt, addresses, versions, queues, signIns };
}

/** Asked on this machine's own port: the public address may lead through a proxy that shows no health page. */
async function isReady({ http }: Settings, console: string): Promise<boolean> {
  const port = http.port === 0 ? new URL(console).port : http.port;
  const host = http.host === '0.0.0.0' || http.host === '::' ? '127.0.0.1' : http.host;
  try {
    return (await fetch(`http://${host}:${port}/health/ready`, { signal: AbortSignal.timeout(5000) })).ok;
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
