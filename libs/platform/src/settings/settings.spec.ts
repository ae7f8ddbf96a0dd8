import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DatabaseUse,
  describeSettings,
  type Environment,
  loadSettings,
  roleUrl,
  SettingsError,
} from './settings.js';
import { credentialsOf, loginOf } from './role-url.js';
import { withDatabase, withPort } from './settings-changes.js';
import { settingsSchema } from './settings-schema.js';

const directory = mkdtempSync(join(tmpdir(), 'plenary-settings-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SECRET = 'k2Jw8rXv0QmLz5TnYb7HcDf3GsAe9PuW';
const production: Environment = {
  DATABASE_URL: 'postgres://owner:pass%20word@db.example:5433/plenary?sslmode=require',
  PUBLIC_URL: 'https://conference.example/',
  PLENARY_SECRET: SECRET,
  SMTP_URL: 'smtp://mail.example:587',
  MAIL_FROM: 'Office <office@conference.example>',
  PLENARY_DATA_DIR: directory,
};
const demonstration: Environment = { PLENARY_MODE: 'demonstration', PLENARY_DATA_DIR: directory };

function problemsOf(env: Environment, uses?: readonly DatabaseUse[]): readonly string[] {
  try {
    loadSettings(env, uses);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadSettings', () => {
  it('is in production mode with safe defaults when only the required settings are given', () => {
    const settings = loadSettings(production);
    expect(settings).toMatchObject({
      mode: 'production',
      http: {
        port: 3000,
        host: '0.0.0.0',
        publicUrl: 'https://conference.example',
        trustedProxies: [],
        objectsPerSecond: 5_000,
        connections: { ofAddress: 500, ofUser: 20 },
        isOwnHostOnly: false,
        hasGraphiql: false,
      },
      redisUrl: undefined,
      queue: { lockMs: 5000, stalledMs: 500 },
      outbox: { pollMs: 1000 },
      logLevel: 'info',
      secret: SECRET,
    });
    expect(settings.database.embedded).toBe(false);
  });

  it('names everything that production lacks at once', () => {
    expect(problemsOf({}).map((problem) => problem.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'PUBLIC_URL',
      'PLENARY_SECRET',
      'SMTP_URL',
      'MAIL_FROM',
    ]);
  });

  it('reports wrong shapes and missing settings together, one line each', () => {
    const problems = problemsOf({ PORT: '70000', LOG_LEVEL: 'loud', QUEUE_LOCK_MS: '1e3' });
    expect(problems).toHaveLength(8);
    expect(problems).toContain('PORT must be a whole number from 0 to 65535; it is "70000".');
    expect(problems.every((problem) => !problem.includes('\n'))).toBe(true);
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2secret@db/plenary'],
    ['DATABASE_URL', 'postgres://owner:hunter2secret@db'],
    ['PLENARY_SECRET', 'hunter2secret'],
    ['REDIS_URL', 'http://:hunter2secret@cache'],
    ['SMTP_URL', 'hunter2secret'],
  ])('names %s without showing its value', (name, value) => {
    const problems = problemsOf({ ...production, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    expect(problems.join()).not.toContain('hunter2');
  });

  it.each([
    ['PUBLIC_URL', 'http://conference.example'],
    ['PUBLIC_URL', 'https://conference.example/sub'],
    ['PLENARY_SECRET', 'demonstration-k2Jw8rXv0QmLz5TnYb7HcDf3GsAe9PuW'],
    ['PLENARY_SECRET', 'x'.repeat(40)],
    ['PLENARY_SECRET', 'changeme-changeme-changeme-changeme'],
    ['PLENARY_SECRET', 'passwordpasswordpasswordpassword'],
    ['PLENARY_SECRET', 'abcdefghabcdefghabcdefghabcdefgh'],
    ['PLENARY_SECRET', '31415926535897932384626433832795'],
    ['PLENARY_SECRET', 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF'],
    ['PLENARY_MONITORING_TOKEN', 'monitoring-monitoring-monitoring-1'],
    ['PLENARY_MONITORING_TOKEN', '0123456789abcdef0123456789abcdef'],
    ['PLENARY_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['PLENARY_TRUSTED_PROXIES', 'everything'],
    ['PLENARY_ALLOWED_ORIGINS', '*'],
    ['PLENARY_ALLOWED_ORIGINS', 'null'],
    ['PLENARY_ALLOWED_ORIGINS', 'partner.example'],
    ['PLENARY_ALLOWED_ORIGINS', 'https://partner.example/tools'],
    ['PLENARY_ALLOWED_ORIGINS', 'https://partner.example, https://*.partner.example/x'],
    ['PLENARY_ALLOWED_ORIGINS', 'https://Partner.example:443'],
    ['PLENARY_WEBHOOK_OWN_NETWORKS', '10.0.0.0'],
    ['PLENARY_WEBHOOK_OWN_NETWORKS', 'fd00::/129'],
    ['MAIL_FROM', 'Office <office@a.example>\nBcc: all@a.example'],
    ['PLENARY_MODE', 'demo'],
    ['HOST', 'a b'],
  ])('refuses %s=%j in production', (name, value) => {
    expect(problemsOf({ ...production, [name]: value })[0]).toMatch(new RegExp(`^${name} `));
  });

  it('reads trusted proxies as a list', () => {
    const settings = loadSettings({ ...production, PLENARY_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1' });
    expect(settings.http.trustedProxies).toEqual(['10.0.0.0/8', '2001:db8::1']);
  });

  it('reads networks of one’s own that webhooks may reach as a list, none by default', () => {
    const settings = loadSettings({
      ...production,
      PLENARY_WEBHOOK_OWN_NETWORKS: '10.1.0.0/16, fd00:1::/32',
    });
    expect(settings.webhooks?.ownNetworks).toEqual(['10.1.0.0/16', 'fd00:1::/32']);
    expect(loadSettings(production).webhooks?.ownNetworks).toEqual([]);
  });

  it('reads origins that may call the API as a list, none by default', () => {
    const listed = 'https://tools.partner.example, http://localhost:5173/';
    const settings = loadSettings({ ...production, PLENARY_ALLOWED_ORIGINS: listed });
    expect(settings.http.allowedOrigins).toEqual(['https://tools.partner.example', 'http://localhost:5173']);
    expect(loadSettings(production).http.allowedOrigins).toEqual([]);
  });

  it('has GraphiQL in a demonstration, and elsewhere where it is asked for', () => {
    expect(loadSettings({ ...production, PLENARY_GRAPHIQL: 'yes' }).http.hasGraphiql).toBe(true);
    const demonstration = { PLENARY_MODE: 'demonstration', PLENARY_GRAPHIQL: 'no' };
    expect(loadSettings(demonstration).http.hasGraphiql).toBe(false);
  });

  it('takes an empty setting for an absent one', () => {
    expect(loadSettings({ ...production, REDIS_URL: '', PORT: ' ' })).toMatchObject({
      redisUrl: undefined,
      http: { port: 3000 },
    });
  });

  it('takes what Kubernetes injects for Services named plenary, plenary-api and worker-health for no settings', () => {
    const env = {
      ...production,
      PLENARY_PORT: 'tcp://10.0.0.7:80',
      PLENARY_PORT_80_TCP: 'tcp://10.0.0.7:80',
      PLENARY_PORT_80_TCP_PROTO: 'tcp',
      PLENARY_PORT_80_TCP_PORT: '80',
      PLENARY_PORT_80_TCP_ADDR: '10.0.0.7',
      PLENARY_SERVICE_HOST: '10.0.0.7',
      PLENARY_SERVICE_PORT: '80',
      PLENARY_SERVICE_PORT_HTTP: '80',
      PLENARY_API_SERVICE_HOST: '10.0.0.8',
      WORKER_HEALTH_PORT: 'tcp://10.0.0.9:3001',
    };
    expect(loadSettings(env)).toEqual(loadSettings(production));
    expect(problemsOf({ ...production, PLENARY_PORT: '3000' })).toHaveLength(1);
  });

  it('says of an address what a # in it is, and takes several hosts', () => {
    expect(problemsOf({ ...production, DATABASE_URL: 'postgres://owner:hunter#2@db:5432/plenary' })).toEqual([
      'DATABASE_URL has a "#" in it, which is written as %23 in an address (as / is as %2F, ? as %3F, % as %25).',
    ]);
    expect(
      problemsOf({
        ...production,
        DATABASE_URL: 'postgres://owner:x@a,b/plenary?target_session_attrs=standby',
      }),
    ).toEqual([
      'DATABASE_URL must lead to the server that takes writes: target_session_attrs is one of read-write, primary, any.',
    ]);
    const { database } = loadSettings({
      ...production,
      DATABASE_URL: 'postgres://owner:p,w@a:5432,b:5433/plenary?target_session_attrs=read-write',
    });
    expect(database.ownerUrl).toBe(
      'postgres://owner:p,w@a:5432/plenary?target_session_attrs=read-write&hosts=a%3A5432%2Cb%3A5433',
    );
    expect(new URL(database.apiUrl).searchParams.get('hosts')).toBe('a:5432,b:5433');
  });

  it('asks what a misspelt setting was meant to be, but leaves the test tools alone', () => {
    const env = { ...production, PLENARY_DATADIR: '/srv', PLENARY_TEST_SERVER_URL: 'postgres://x/y' };
    expect(problemsOf(env)).toEqual([
      'PLENARY_DATADIR is not a setting of Plenary; did you mean PLENARY_DATA_DIR?',
    ]);
  });

  it('needs nothing in demonstration mode, listens on this machine only and keeps its secret private', () => {
    const settings = loadSettings(demonstration);
    expect(settings.http).toMatchObject({
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      isOwnHostOnly: true,
      hasGraphiql: true,
    });
    expect(settings.database).toMatchObject({ embedded: true, ownerUrl: '', apiUrl: '' });
    expect(settings.secret).toMatch(/^demonstration-[\w-]{43}$/);
    expect(loadSettings(demonstration).secret).toBe(settings.secret);
    expect(statSync(join(directory, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('says how to make a secret that nobody guesses, and does not show the one that it refuses', () => {
    const secret = 'changeme-changeme-changeme-changeme';
    expect(problemsOf({ ...production, PLENARY_SECRET: secret })).toEqual([
      'PLENARY_SECRET must be random in production; this one can be guessed. `openssl rand -base64 48` makes a good one.',
    ]);
    expect(loadSettings({ ...demonstration, PLENARY_SECRET: secret }).secret).toBe(secret);
  });

  it('takes a token for monitors that is random, and does not show the one that it refuses', () => {
    const token = '4f1d0c7ba2e95836fd07c61e8a3b942d5e60f7c81a9b3d24';
    const { http } = loadSettings({ ...production, PLENARY_MONITORING_TOKEN: token });
    expect(http.monitoringToken).toBe(token);
    expect(problemsOf({ ...production, PLENARY_MONITORING_TOKEN: `monitor-${'1'.repeat(40)}` })).toEqual([
      'PLENARY_MONITORING_TOKEN must be random in production; this one can be guessed. `openssl rand -hex 24` makes a good one.',
    ]);
  });

  it('refuses the secret of a demonstration in production', () => {
    const secret = readFileSync(join(directory, 'secret'), 'utf8');
    expect(problemsOf({ ...production, PLENARY_SECRET: secret })[0]).toMatch(
      /^PLENARY_SECRET must be random/,
    );
  });

  it('names PLENARY_DATA_DIR when the directory cannot be made', () => {
    const file = join(directory, 'a-file');
    writeFileSync(file, '');
    expect(problemsOf({ ...demonstration, PLENARY_DATA_DIR: join(file, 'below') })[0]).toMatch(
      /^PLENARY_DATA_DIR names a directory that cannot be written/,
    );
  });

  it.each(['/proc/plenary', '/proc/plenary/below'])(
    'names it for %s too, where the system says "no such directory" to whoever makes one',
    (dataDir) => {
      expect(problemsOf({ ...demonstration, PLENARY_DATA_DIR: dataDir })[0]).toMatch(
        /^PLENARY_DATA_DIR names a directory that cannot be written/,
      );
    },
  );

  it('makes the directory and those above it, for this user alone', () => {
    const dataDir = join(directory, 'some', 'where');
    loadSettings({ ...demonstration, PLENARY_DATA_DIR: dataDir });
    expect([dataDir, join(directory, 'some')].map((each) => statSync(each).mode & 0o777)).toEqual([
      0o700, 0o700,
    ]);
  });
});

describe('a process without the address of the owner', () => {
  const [apiUrl, workerUrl] = [
    'postgres://plenary_api:one@db.example/plenary',
    'postgres://plenary_worker:two@db.example/plenary',
  ];
  const { DATABASE_URL: _owner, ...runs } = production;

  it('runs on the one address that it uses', () => {
    expect(loadSettings({ ...runs, DATABASE_API_URL: apiUrl }, ['api']).database).toMatchObject({
      ownerUrl: '',
      apiUrl,
      workerUrl: '',
      embedded: false,
    });
    expect(loadSettings({ ...runs, DATABASE_WORKER_URL: workerUrl }, ['worker']).database).toMatchObject({
      ownerUrl: '',
      apiUrl: '',
      workerUrl,
      embedded: false,
    });
  });

  it('is told the one that it lacks, in a demonstration too', () => {
    const lacks =
      'DATABASE_WORKER_URL is required where DATABASE_URL is not given: the database as the worker uses it.';
    expect(problemsOf({ ...runs, DATABASE_API_URL: apiUrl }, ['api', 'worker'])).toEqual([lacks]);
    expect(problemsOf({ ...runs, DATABASE_API_URL: apiUrl }, ['worker'])).toEqual([lacks]);
    expect(problemsOf({ ...demonstration, DATABASE_API_URL: apiUrl }, ['worker'])).toEqual([lacks]);
    expect(problemsOf({ ...runs, DATABASE_WORKER_URL: workerUrl }, ['api'])).toEqual([
      'DATABASE_API_URL is required where DATABASE_URL is not given: the database as the API process uses it.',
    ]);
    expect(problemsOf({ ...runs, DATABASE_WORKER_URL: workerUrl }, ['owner', 'worker'])).toEqual([
      'DATABASE_URL is required for this: the database as the role that owns and migrates its tables.',
    ]);
  });

  it('hears once of an address that cannot be read', () => {
    expect(problemsOf({ ...runs, DATABASE_API_URL: 'mysql://plenary' }, ['api'])).toHaveLength(1);
  });
});

describe('role addresses', () => {
  it('have names that belong to the database of the installation', () => {
    const names = (database: string) => {
      const { apiUrl, workerUrl } = loadSettings({
        ...production,
        DATABASE_URL: `postgres://owner:p@db.example/${encodeURIComponent(database)}`,
      }).database;
      return [apiUrl, workerUrl].map((url) => credentialsOf(url).user);
    };
    expect(names('plenary')).toEqual(['plenary_api_plenary', 'plenary_worker_plenary']);
    expect(names('Conférence 2027')).toEqual([
      loginOf('plenary_api', 'Conférence 2027'),
      loginOf('plenary_worker', 'Conférence 2027'),
    ]);
    expect(loginOf('plenary_worker', 'Conférence 2027')).toMatch(/^plenary_worker_[0-9a-f]{16}$/);
    expect(loginOf('plenary_worker', 'x'.repeat(63)).length).toBeLessThan(63);
  });

  it('are not the owner where the address is of a socket', () => {
    const url = roleUrl('postgres:///plenary?host=/run/postgresql&user=postgres', 'plenary_api', SECRET);
    expect(credentialsOf(url)).toEqual({
      user: 'plenary_api',
      password: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(url).toMatch(/^postgres:\/\/\/plenary\?host=/);
    const named = roleUrl('postgres://u:p@db/plenary?user=postgres&password=x', 'plenary_api', SECRET);
    expect(credentialsOf(named).user).toBe('plenary_api');
    expect(named).not.toContain('postgres&');
  });

  it('replace user and password and keep everything else', () => {
    const url = new URL(roleUrl(production.DATABASE_URL ?? '', 'plenary_api', SECRET));
    expect(url.username).toBe('plenary_api');
    expect(url.password).toMatch(/^[\w-]{43}$/);
    expect(url.host + url.pathname + url.search).toBe('db.example:5433/plenary?sslmode=require');
  });

  it('differ by role and by secret', () => {
    const settings = loadSettings(production);
    const other = loadSettings({ ...production, PLENARY_SECRET: `${SECRET}x` });
    const passwords = [settings.database.apiUrl, settings.database.workerUrl, other.database.apiUrl].map(
      (url) => new URL(url).password,
    );
    expect(new Set(passwords).size).toBe(3);
  });

  it('can be given instead', () => {
    const apiUrl = 'postgres://app:own@db.example/plenary';
    expect(loadSettings({ ...production, DATABASE_API_URL: apiUrl }).database.apiUrl).toBe(apiUrl);
  });

  it('follow the embedded database once it runs', () => {
    const settings = withDatabase(
      loadSettings(demonstration),
      'postgres://postgres:p@127.0.0.1:4000/plenary',
    );
    expect(settings.database.workerUrl).toMatch(
      /^postgres:\/\/plenary_worker_plenary:[\w-]{43}@127\.0\.0\.1:4000\/plenary$/,
    );
  });
});

describe('withPort', () => {
  it('moves the default links along, but never a given PUBLIC_URL', () => {
    const any = loadSettings({ ...demonstration, PORT: '0' });
    expect(withPort(any, 4321).http).toMatchObject({ port: 4321, publicUrl: 'http://localhost:4321' });
    const given = loadSettings({ ...demonstration, PORT: '0', PUBLIC_URL: 'http://demo.example' });
    expect(withPort(given, 4321).http.publicUrl).toBe('http://demo.example');
  });
});

describe('describeSettings', () => {
  it('explains every setting and shows no secret', () => {
    const described = describeSettings({ ...production, PORT: '8080' });
    expect(described.map((setting) => setting.name)).toEqual(Object.keys(settingsSchema));
    expect(described.every((setting) => setting.meaning.length > 10)).toBe(true);
    expect(JSON.stringify(described)).not.toMatch(/pass%20word|k2Jw8rXv/);
    expect(described.find((setting) => setting.name === 'PORT')?.value).toBe('8080');
    expect(described.find((setting) => setting.name === 'PLENARY_SECRET')?.value).toBe('(set)');
  });
});
