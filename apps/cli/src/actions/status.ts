import { type Settings } from '#libs/platform';
import { type Instance, readInstances } from '../stack/instance-file.js';
import { PLENARY_VERSION } from '../version.js';
import { readSettings } from './settings-of-commands.js';

interface Status {
  readonly running: boolean;
  /** GET /health/ready answers that what it cannot do without is there: of the web server, or else of the worker. */
  readonly ready?: boolean;
  /** What is wrong, in words, by the name of the check; it may be ready all the same. */
  readonly problems?: Readonly<Record<string, string>>;
  /** How much waits for a person: work that failed for good, mail that did not arrive. Null where it could not be counted. */
  readonly figures?: Readonly<Record<string, number | null>>;
  readonly mode: Settings['mode'];
  readonly pid?: number;
  /** Every process of Plenary on this directory, and what runs in it. */
  readonly processes: readonly Pick<Instance, 'pid' | 'processes'>[];
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
  const settings = readSettings([]);
  const instances = readInstances(settings.dataDir);
  const [instance] = instances;
  const processes = instances.map(({ pid, processes }) => ({ pid, processes }));
  const base = {
    dataDir: settings.dataDir,
    queues: settings.redisUrl === undefined ? 'postgresql' : 'redis',
  } as const;
  if (!instance) {
    const versions = { plenary: PLENARY_VERSION, node: process.versions.node };
    return { ...base, running: false, processes, mode: settings.mode, addresses: {}, versions, signIns: [] };
  }
  const { pid, mode, startedAt, addresses, versions, queues, signIns } = instance;
  const address = addresses.health ?? addresses.workerHealth;
  const health = address === undefined ? undefined : await askHealth(address, settings.http.monitoringToken);
  return {
    ...base,
    running: true,
    ...health,
    processes,
    mode,
    pid,
    startedAt,
    addresses,
    versions,
    queues,
    signIns,
  };
}

async function askHealth(
  address: string,
  token: string | undefined,
): Promise<Pick<Status, 'ready' | 'problems' | 'figures'>> {
  try {
    const answer = await fetch(address, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
    const { problems, figures } = (await answer.json()) as Pick<Status, 'problems' | 'figures'>;
    return { ready: answer.ok, ...(problems === undefined ? {} : { problems }), figures };
  } catch {
    return { ready: false };
  }
}

const counted = (count: number | null | undefined): string | undefined =>
  typeof count === 'number' && count > 0 ? `${count} wait for a person` : undefined;

function asText(status: Status): string {
  if (!status.running) return `Plenary does not run on ${status.dataDir}.`;
  const rows: [string, string | undefined][] = [
    ['State', status.ready === false ? 'running, not ready' : 'running'],
    ...Object.values(status.problems ?? {}).map((problem): [string, string] => ['Problem', problem]),
    ['Mode', status.mode],
    ['Process', status.processes.map(({ pid, processes }) => `${pid} (${processes.join(', ')})`).join(', ')],
    ['Since', status.startedAt],
    ['Console', status.addresses.console],
    ['GraphQL', status.addresses.graphql],
    ['Health', status.addresses.health],
    ['Mail catcher', status.addresses.mail],
    ['SMTP', status.addresses.smtp],
    ['Queues', status.queues],
    ['Failed work', counted(status.figures?.['deadLetters'])],
    ['Failed mail', counted(status.figures?.['failedMessages'])],
    ['Mail in doubt', counted(status.figures?.['messagesInDoubt'])],
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
