import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#libs/platform';

const PROGRAM = '/usr/sbin/postfix';

/** Why Debian's Postfix cannot be run here, for the name of a skipped test. */
export function lackOfPostfix(): string | undefined {
  if (process.getuid?.() !== 0) return 'SKIPPED: only root runs Postfix';
  return existsSync(PROGRAM) && existsSync('/usr/lib/postfix/sbin/master')
    ? undefined
    : 'SKIPPED: no Postfix is installed (Debian has it as postfix)';
}

/** The services that a relay needs, none of them in a changed root. */
const services = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;

/**
 * A Postfix of the test's own, with its own settings, queue and port, that hands everything on to `to` (a port of 127.0.0.1).
 * The system's Postfix, where one runs, is not touched.
 */
export async function postfixRelay(
  to: number,
  limits: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), 'plenary-postfix-'));
  const [settings, queue, data] = ['etc', 'queue', 'data'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const port = await freePort();
  for (const directory of [settings, queue, data]) mkdirSync(directory);
  for (const directory of [root, settings, queue]) chmodSync(directory, 0o755);
  execFileSync('chown', ['postfix', data]);
  const lines = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    daemon_directory: '/usr/lib/postfix/sbin',
    maillog_file: join(root, 'log'),
    maillog_file_prefixes: root,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'relay.example',
    mydestination: '',
    alias_maps: '',
    alias_database: '',
    mynetworks: '127.0.0.0/8',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    default_transport: `smtp:[127.0.0.1]:${to}`,
    smtp_dns_support_level: 'disabled',
    smtp_host_lookup: 'native',
    smtputf8_enable: 'no',
    // Else neighbours, as we are, are exempt from limits.
    smtpd_client_event_limit_exceptions: '',
    ...limits,
  };
  writeFileSync(
    join(settings, 'main.cf'),
    Object.entries(lines)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  writeFileSync(join(settings, 'master.cf'), services(port));
  execFileSync(PROGRAM, ['-c', settings, 'start'], { stdio: 'ignore' });
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: async () => {
      process.kill(Number(readFileSync(join(queue, 'pid', 'master.pid'), 'utf8')), 'SIGTERM');
      rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
