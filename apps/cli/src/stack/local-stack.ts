import {
  besideEmbeddedPostgres,
  DirectoryInUse,
  ownAddress,
  type Settings,
  startEmbeddedPostgres,
  withDatabase,
  withMailServer,
} from '#libs/platform';
import { CommandError } from '../command-error.js';
import { besideMailCatcher, startMailCatcher } from '../mail-catcher/mail-catcher.js';
import { type ProductLoader } from '../product.js';
import { PLENARY_VERSION } from '../version.js';
import { checkDatabases, checkDataDir, checkPort, checkRedis } from './checks.js';
import { inTurn, isOtherPartHere, takeParts, takeShared } from './directory-locks.js';
import { type Instance, readInstance, removeInstance, writeInstance } from './instance-file.js';
import { type Process, PROCESSES } from './parts.js';
import { Stopper } from './stopper.js';

/** How long the database of a process that is just starting is waited for, in milliseconds. */
const BESIDE_MS = 90_000;
const BESIDE_AGAIN_MS = 200;

export interface StackOptions {
  readonly settings: Settings;
  readonly loadProduct: ProductLoader;
  /** Which of Plenary's processes run here. Default: both. */
  readonly processes?: readonly Process[];
  /** Forgets the embedded database of earlier starts. */
  readonly startOver?: boolean;
  /** Told what happens, one line at a time. */
  readonly say: (line: string) => void;
  /** Aborted when the start is no longer wanted: what was started so far is stopped again. */
  readonly signal?: AbortSignal;
}

export interface RunningStack {
  readonly instance: Instance;
  readonly settings: Settings;
  /** In order: web server, worker (drained), mail catcher, database. */
  readonly stop: () => Promise<void>;
}

/** The start was stopped by its signal before it was complete. */
export class StartAborted extends Error {}

/**
 * Starts everything in this process: the embedded PostgreSQL (its only child) unless the settings name another, the
 * mail catcher of a demonstration unless SMTP_URL names a server, the API and the worker.
 * @throws CommandError or EmbeddedPostgresError in one line that names a setting; nothing is left running then.
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const stopper = new Stopper(options.say);
  try {
    return await start(options, stopper);
  } catch (error) {
    await stopper.stopAll();
    // Ctrl-C reaches the programs that were at work for us too; that they failed is no news then.
    throw options.signal?.aborted ? new StartAborted('The start was stopped.') : error;
  }
}

async function start(options: StackOptions, stopper: Stopper): Promise<RunningStack> {
  const { say, loadProduct, processes = PROCESSES } = options;
  const { dataDir } = options.settings;
  checkDataDir(options.settings);
  const parts = await takeParts(dataDir, processes);
  stopper.add('the locks', () => parts.release());
  let settings = processes.includes('api') ? await checkPort(options.settings) : options.settings;
  await checkRedis(settings);
  // Reading the product's code takes as long as starting the database: both at once.
  const loading = loadProduct();
  loading.catch(() => undefined);

  settings = await startDatabase(settings, stopper, options);
  const postgresql = await checkDatabases(settings, processes, { isMigrated: true });
  abortIfUnwanted(options);
  const caught = await startCatcher(settings, stopper);
  settings = caught.settings;
  const product = await loading;
  // Whoever is not given the owner's address finds the database migrated: that was looked at.
  if (settings.database.ownerUrl !== '')
    await inTurn(dataDir, 'preparation', async () => {
      await product.migrate(settings);
      abortIfUnwanted(options);
      if (settings.mode === 'demonstration' && (await product.seed(settings)))
        say('Loaded the demonstration conference.');
    });
  abortIfUnwanted(options);

  const worker = processes.includes('worker')
    ? await startPart('the worker', stopper, product.startWorker(settings))
    : undefined;
  // Started last and stopped first: nobody is let in before there is somebody to do the work.
  if (processes.includes('api')) {
    const facts = { version: PLENARY_VERSION, mailCatcherUrl: caught.siteUrl };
    await startPart('the web server', stopper, product.startApi(settings, facts), settings.http.drainMs);
  }
  abortIfUnwanted(options);

  stopper.add('the note of this instance', () => removeInstance(dataDir, processes));
  const web = processes.includes('api') ? webAddresses(settings) : {};
  writeInstance(dataDir, {
    processes,
    mode: settings.mode,
    addresses: { ...web, workerHealth: worker?.healthUrl, mail: caught.siteUrl, smtp: caught.smtpUrl },
    versions: { plenary: PLENARY_VERSION, node: process.versions.node, postgresql },
    queues: settings.redisUrl === undefined ? 'postgresql' : 'redis',
    signIns: isShowingPeople(settings) ? await product.sampleSignIns(settings) : [],
    ownerUrl: settings.database.embedded ? settings.database.ownerUrl : undefined,
  });
  const instance = readInstance(dataDir, processes[0]);
  if (!instance) throw new CommandError(`PLENARY_DATA_DIR: ${dataDir} does not keep what is written to it.`);
  return { instance, settings, stop: () => stopper.stopAll() };
}

/** They are read as the worker reads. */
const isShowingPeople = ({ mode, database }: Settings): boolean =>
  mode === 'demonstration' && database.workerUrl !== '';

function webAddresses({ http: { publicUrl, host, port } }: Settings): Instance['addresses'] {
  const health = `http://${ownAddress(host)}:${port}/health/ready`;
  return { console: publicUrl, graphql: `${publicUrl}/graphql`, health };
}

async function startDatabase(settings: Settings, stopper: Stopper, options: StackOptions): Promise<Settings> {
  if (!settings.database.embedded) return settings;
  const { startOver, say, processes = PROCESSES } = options;
  const { dataDir } = settings;
  const deadline = performance.now() + BESIDE_MS;
  for (;;) {
    try {
      const server = await startEmbeddedPostgres({ dataDir, startOver, onEvent: say });
      stopper.add('PostgreSQL', () => server.stop());
      return withDatabase(settings, server.ownerUrl);
    } catch (error) {
      if (!(error instanceof DirectoryInUse) || performance.now() > deadline) throw error;
      // A command that works on the database for a moment is nobody to work beside.
      if (!(await isOtherPartHere(dataDir, processes))) throw error;
    }
    const beside = await besideEmbeddedPostgres(dataDir);
    if (beside !== undefined) {
      say(
        'Works with the database of the process that runs here already, and stops being of use when that one ends.',
      );
      return withDatabase(settings, beside.ownerUrl);
    }
    await new Promise((again) => setTimeout(again, BESIDE_AGAIN_MS));
    abortIfUnwanted(options);
  }
}

async function startCatcher(
  settings: Settings,
  stopper: Stopper,
): Promise<{ settings: Settings; siteUrl?: string; smtpUrl?: string }> {
  if (settings.smtp.url !== '') return { settings };
  const { dataDir } = settings;
  const lock = await takeShared(dataDir, 'mail');
  const catcher = lock
    ? await startMailCatcher({ dataDir, host: settings.http.host })
    : await besideMailCatcher(dataDir);
  stopper.add('the mail catcher', async () => {
    await catcher.close();
    lock?.release();
  });
  return {
    settings: withMailServer(settings, catcher.smtpUrl),
    siteUrl: catcher.siteUrl,
    smtpUrl: catcher.smtpUrl,
  };
}

async function startPart<Part extends { close(): Promise<void> }>(
  name: string,
  stopper: Stopper,
  starting: Promise<Part>,
  moreMs = 0,
): Promise<Part> {
  const part = await starting;
  stopper.add(name, () => part.close(), moreMs);
  return part;
}

function abortIfUnwanted({ signal }: StackOptions): void {
  if (signal?.aborted) throw new StartAborted('The start was stopped.');
}
