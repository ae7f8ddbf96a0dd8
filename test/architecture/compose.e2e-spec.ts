import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { describeSettings, freePort, loadSettings } from '#libs/platform';
import { drain, redisProgram } from '#libs/testing';
import { ROOT } from './source-tree.js';

interface Service {
  readonly image: string;
  readonly build?: { readonly args: Readonly<Record<string, string>> };
  readonly user?: string;
  readonly command?: readonly string[];
  readonly restart: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs: readonly string[];
  readonly [hardening: string]: unknown;
}

/** What the compose file asks of the person who installs, as docker/.env answers it. */
const ANSWERS: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://conference.example',
  PLENARY_SECRET: 'k2Jw8rXv0QmLz5TnYb7HcDf3GsAe9PuW',
  POSTGRES_PASSWORD: 'of0the0owner',
  POSTGRES_API_PASSWORD: 'of1the1api',
  POSTGRES_WORKER_PASSWORD: 'of2the2worker',
  VALKEY_PASSWORD: 'letters4and6digits',
  SMTP_URL: 'smtp://user:password@mail.example:587',
  MAIL_FROM: 'Conference <office@conference.example>',
};

const text = readFileSync(join(ROOT, 'docker/compose.yaml'), 'utf8');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** With `${…}` answered and `$$` written as `$`, as Compose does it after it has read the file. */
function answered(value: string): string {
  return value
    .split('$$')
    .map((part) =>
      part.replace(/\$\{(\w+):(-|\?)([^}]*)\}/g, (_, name: string, kind: string, otherwise: string) => {
        const answer = ANSWERS[name] ?? (kind === '-' ? otherwise : undefined);
        if (answer === undefined) throw new Error(`Nobody answers ${name}`);
        return answer;
      }),
    )
    .join('$');
}
const answerAll = (value: unknown): unknown =>
  typeof value === 'string'
    ? answered(value)
    : Array.isArray(value)
      ? value.map(answerAll)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, answerAll(each)]))
        : value;

const { services } = answerAll(parse(text, { merge: true })) as { services: Record<string, Service> };
const NAMES = ['migrate', 'api', 'worker', 'postgres', 'valkey'] as const;
type Name = (typeof NAMES)[number];
const service = (name: Name): Service => services[name]!;
const addressesOf = (name: Name): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service(name).environment).filter(([key]) => key.startsWith('DATABASE_')),
  );

const OWNER = 'postgres://plenary:of0the0owner@postgres:5432/plenary';
const API = 'postgres://plenary_api:of1the1api@postgres:5432/plenary';
const WORKER = 'postgres://plenary_worker:of2the2worker@postgres:5432/plenary';

describe('the compose file', () => {
  it('has these services and no others', () => {
    expect(Object.keys(services).sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)('lets %s write nothing, become nobody and take a part of the machine only', (name) => {
    expect(service(name)).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      pids_limit: 512,
      logging: { driver: 'local' },
    });
    expect(service(name)['mem_limit']).toMatch(/^\dg$/);
    expect(service(name)['cap_add']).toBeUndefined();
    expect(service(name)['privileged']).toBeUndefined();
    expect(service(name).tmpfs).toContain('/tmp');
  });

  it('runs everything as somebody who is not root', () => {
    expect([service('postgres').user, service('valkey').user]).toEqual(['postgres', 'valkey']);
    expect(readFileSync(join(ROOT, 'docker/Dockerfile'), 'utf8')).toMatch(/\nUSER node\n/);
    expect(service('postgres').tmpfs).toContain('/var/run/postgresql:uid=999,gid=999,mode=3775');
  });

  it('is reached from this machine alone, and only Plenary', () => {
    expect(NAMES.filter((name) => service(name).ports !== undefined)).toEqual(['api']);
    expect(service('api').ports).toEqual(['127.0.0.1:3000:3000']);
  });

  it('pins the images of others to exact versions, each of which a digest may replace', () => {
    const { services: raw } = parse(text, { merge: true }) as { services: Record<string, Service> };
    const given = [raw.postgres?.image, raw.valkey?.image, raw.api?.build?.args.NODE_IMAGE];
    expect(given.map((image) => /^\$\{(\w+):-/.exec(image ?? '')?.[1])).toEqual([
      'POSTGRES_IMAGE',
      'VALKEY_IMAGE',
      'NODE_IMAGE',
    ]);
    const exact = [service('postgres').image, service('valkey').image, service('api').build?.args.NODE_IMAGE];
    expect(exact.filter((image) => !/^[\w/]+:\d+\.\d+(\.\d+)?(-[\w-]+)?$/.test(image ?? ''))).toEqual([]);
    // Whoever builds without Compose gets the same.
    const dockerfile = readFileSync(join(ROOT, 'docker/Dockerfile'), 'utf8');
    expect(/^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile)?.[1]).toBe(exact[2]);
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(
      Array<string>(3).fill('${NODE_IMAGE}'),
    );
    for (const name of ['POSTGRES_IMAGE', 'VALKEY_IMAGE', 'NODE_IMAGE']) expect(readme).toContain(name);
  });

  it('gives the address of the owner to the step that migrates, and each process its own', () => {
    expect(addressesOf('migrate')).toEqual({
      DATABASE_URL: OWNER,
      DATABASE_API_URL: API,
      DATABASE_WORKER_URL: WORKER,
    });
    expect(addressesOf('api')).toEqual({ DATABASE_API_URL: API });
    expect(addressesOf('worker')).toEqual({ DATABASE_WORKER_URL: WORKER });
    for (const name of ['api', 'worker'] as const)
      expect(JSON.stringify(service(name).environment)).not.toContain('of0the0owner');
  });

  it('starts API and worker when the database is migrated, and that step once', () => {
    const after = {
      migrate: { condition: 'service_completed_successfully' },
      postgres: { condition: 'service_healthy' },
      valkey: { condition: 'service_healthy' },
    };
    expect([service('api').depends_on, service('worker').depends_on]).toEqual([after, after]);
    expect(service('migrate')).toMatchObject({
      command: ['migrate'],
      restart: 'no',
      depends_on: { postgres: { condition: 'service_healthy' } },
    });
    expect(NAMES.filter((name) => name !== 'migrate').map((name) => service(name).restart)).toEqual(
      Array<string>(4).fill('unless-stopped'),
    );
  });

  it.each([
    ['migrate', ['owner']],
    ['api', ['api']],
    ['worker', ['worker']],
  ] as const)('gives %s the settings of a production, and only what is a setting', (name, uses) => {
    const { environment } = service(name);
    expect(loadSettings({ ...environment, PLENARY_MODE: 'production' }, uses)).toMatchObject({
      mode: 'production',
      redisUrl: `redis://:${ANSWERS.VALKEY_PASSWORD}@valkey:6379`,
      smtp: { url: ANSWERS.SMTP_URL, from: ANSWERS.MAIL_FROM },
      http: { port: 3000, publicUrl: ANSWERS.PUBLIC_URL, trustedProxies: ['172.16.0.0/12'] },
    });
    const known = describeSettings({}).map(({ name: setting }) => setting);
    expect(Object.keys(environment).filter((each) => !known.includes(each))).toEqual([]);
  });

  it('names the database as the server makes it', () => {
    const url = new URL(OWNER);
    expect(service('postgres').environment).toEqual({
      POSTGRES_USER: url.username,
      POSTGRES_PASSWORD: url.password,
      POSTGRES_DB: url.pathname.slice(1),
    });
  });

  it('builds the image in one service, for two that export one name at once fail on a machine without it', () => {
    expect(NAMES.filter((name) => service(name).build !== undefined)).toEqual(['api']);
  });

  it('asks for nothing that the README does not give', () => {
    const asked = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name);
    const [, given = ''] = /docker\/\.env\) <<END\n([\s\S]*?)\nEND/.exec(readme) ?? [];
    const names = [...given.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
    expect(names.sort()).toEqual([...new Set(asked)].sort());
  });

  it('asks API and worker at their own health addresses', () => {
    const ports = { api: 3000, worker: service('worker').environment.WORKER_HEALTH_PORT };
    for (const name of ['api', 'worker'] as const)
      expect(service(name).healthcheck?.test).toEqual([
        'CMD',
        'node',
        '-e',
        `fetch('http://127.0.0.1:${ports[name]}/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`,
      ]);
    expect(ports.worker).toBe('3001');
  });

  it('keeps the password of Valkey from command lines', () => {
    const { command, healthcheck } = service('valkey');
    expect(JSON.stringify([command, healthcheck])).not.toContain(ANSWERS.VALKEY_PASSWORD);
    expect(command?.join(' ')).toContain('requirepass $REDISCLI_AUTH');
  });
});

/** The command and the health check as they stand in the file, by Debian's programs of the same make. */
describe('Valkey as the compose file starts it', () => {
  const program = redisProgram();
  if (program === undefined) {
    it.skip('SKIPPED: no redis-server or valkey-server is installed', () => undefined);
    return;
  }
  let server: ChildProcess | undefined;
  let directory: string | undefined;
  afterEach(async () => {
    if (server?.exitCode === null && server.signalCode === null) {
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
    }
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  it('lets nobody in without the password, shows it in no list of processes and no log, and is healthy', async () => {
    directory = mkdtempSync(join(tmpdir(), 'plenary-valkey-'));
    const port = await freePort();
    const cli = join(dirname(program), program.endsWith('valkey-server') ? 'valkey-cli' : 'redis-cli');
    symlinkSync(program, join(directory, 'valkey-server'));
    symlinkSync(cli, join(directory, 'valkey-cli'));
    const { command = [], healthcheck, environment } = service('valkey');
    const env = { PATH: `${directory}:${process.env.PATH ?? ''}`, ...environment };
    const [shell = '', ...args] = command;
    // Not on the port of the image, which somebody else may have here.
    const onPort = (line: string): string => line.replace('valkey-server ', `valkey-server --port ${port} `);
    server = spawn(shell, args.map(onPort), { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (chunk) => (log += String(chunk)));
    const [kind, check = ''] = healthcheck?.test ?? [];
    expect(kind).toBe('CMD-SHELL');
    const isHealthy = async (with_: Record<string, string>): Promise<boolean> =>
      promisify(execFile)('sh', ['-c', check.replace('valkey-cli ', `valkey-cli -p ${port} `)], {
        env: { ...env, ...with_ },
      }).then(
        () => true,
        () => false,
      );
    await drain(() => isHealthy({}), { what: 'Valkey to be healthy', progress: () => log });
    expect(await isHealthy({ REDISCLI_AUTH: 'wrong' })).toBe(false);
    const said = async (...words: string[]): Promise<string> =>
      (await promisify(execFile)(cli, ['-p', String(port), ...words], { env: { PATH: env.PATH } })).stdout;
    expect(await said('PING')).toContain('NOAUTH');
    const commandLine = readFileSync(`/proc/${server.pid ?? 0}/cmdline`, 'utf8')
      .split('\0')
      .join(' ');
    expect(commandLine).toContain('valkey-server');
    expect(commandLine).not.toContain(ANSWERS.VALKEY_PASSWORD);
    expect(log).not.toContain(ANSWERS.VALKEY_PASSWORD);
  });
});
