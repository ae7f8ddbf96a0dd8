import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * Programs that some tests need and Node does not bring: the package of Debian that has each, and what waits for it. What has no `tests`
 * is not skipped without it: its test fails, and says why.
 */
const WANTED = [
  { programs: ['redis-server', 'valkey-server'], package: 'redis-server', tests: 'the queues on Redis' },
  {
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    package: 'chromium',
    tests: 'the console in a browser',
  },
  { programs: ['firefox-esr'], package: 'firefox-esr', tests: 'the console in Firefox' },
  { programs: ['WebKitWebDriver'], package: 'webkit2gtk-driver', tests: 'the console in WebKit' },
  { programs: ['Xvfb'], package: 'xvfb', tests: 'the console in WebKit' },
  { programs: ['haproxy'], package: 'haproxy', tests: 'a rolling restart behind a load balancer' },
  { programs: ['pgbouncer'], package: 'pgbouncer', tests: 'the database by way of PgBouncer' },
  { programs: ['curl'], package: 'curl', tests: 'what the guide for developers shows in a shell' },
  { programs: ['pdftotext'], package: 'poppler-utils', tests: 'the text that somebody copies from a PDF' },
  { programs: ['postfix'], package: 'postfix', tests: 'mail by way of a server with limits' },
  { programs: ['/usr/lib/python3/dist-packages/requests'], package: 'python3-requests' },
];

/** What makes the tests quicker and changes nothing of what they find. */
const WELCOME = [{ programs: ['chromium-headless-shell'], package: 'chromium-headless-shell' }];

/** Installs what is missing where that is possible (Debian, as root). @returns one line for each that is still missing. */
export function equipMachine() {
  // One package that a release of Debian lacks takes no other with it.
  for (const list of [WANTED, WELCOME]) {
    const missing = list.filter(({ programs }) => !programs.some(isInstalled));
    if (missing.length > 0 && canInstall()) installPackages(missing.map((wanted) => wanted.package));
  }
  return WANTED.filter(({ programs, tests }) => tests !== undefined && !programs.some(isInstalled)).map(
    (wanted) =>
      `${wanted.tests}: ${wanted.package} is not installed and could not be (needs Debian and root)`,
  );
}

function isInstalled(program) {
  const directories = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/bin',
  ];
  return isAbsolute(program)
    ? existsSync(program)
    : directories.some((directory) => existsSync(join(directory, program)));
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installPackages(packages) {
  console.log(`Installing ${packages.join(' and ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 2] }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  // The lists may be missing or too old to find anything.
  if (!install() && !(apt('update') && install())) console.error('apt-get failed; see above.');
}
