import { type RunningStack } from './local-stack.js';

/** What a person needs to know once everything runs. */
export function banner({ instance, settings }: RunningStack): string {
  const { addresses, signIns } = instance;
  const rows: [string, string | undefined][] = [
    ['Console', addresses.console],
    ['GraphQL', addresses.graphql],
    ['Mail catcher', addresses.mail],
    ['Data', settings.dataDir],
  ];
  const lines = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(14)}${value}`],
  );
  const title = instance.mode === 'demonstration' ? 'Plenary is ready (demonstration).' : 'Plenary is ready.';
  return ['', title, '', ...lines, ...signInLines(signIns), '', 'Press Ctrl-C to stop.', ''].join('\n');
}

function signInLines(signIns: RunningStack['instance']['signIns']): string[] {
  if (signIns.length === 0) return [];
  const width = Math.max(...signIns.map(({ email }) => email.length)) + 2;
  const lines = signIns.map(({ email, name, role }) => `  ${email.padEnd(width)}${name}, ${role}`);
  return ['', 'Sign in as one of the sample people, without a password:', '', ...lines];
}
