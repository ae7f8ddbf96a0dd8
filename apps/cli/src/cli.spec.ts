import { describe, expect, it } from '@jest/globals';
import { describeFailure } from '#libs/platform';
import { buildProgram } from './cli.js';
import { CommandError } from './command-error.js';
import { type Product } from './product.js';

function helpOf(...path: string[]): string {
  let command = buildProgram(() => Promise.reject<Product>(new Error('not needed for help')));
  for (const name of path)
    command = command.commands.find((candidate) => candidate.name() === name) ?? command;
  const lines: string[] = [];
  command.configureOutput({ writeOut: (text) => void lines.push(text) }).outputHelp();
  return lines.join('');
}

describe('the command line', () => {
  it.each([
    'start',
    'status',
    'migrate',
    'seed',
    'conference',
    'token',
    'audit',
    'quota',
    'backup',
    'restore',
    'schema',
    'forum',
    'settings',
  ])('explains %s', (name) => {
    expect(helpOf()).toMatch(new RegExp(`^  ${name}\\b.* {2,}\\w`, 'm'));
    expect(helpOf(name)).toContain(`Usage: plenary ${name}`);
  });

  it.each(['create', 'list'])('asks whose tokens are meant: token %s', async (command) => {
    const load = () => Promise.reject<Product>(new Error('nothing is to be loaded'));
    const run = (...options: string[]) =>
      buildProgram(load).parseAsync(['token', command, ...options], { from: 'user' });
    for (const options of [[], ['--user', 'ada@host.example', '--body', 'ICC']])
      await expect(run(...options)).rejects.toThrow(
        /^Say whose token is meant: --user EMAIL or --body CODE\.$/,
      );
    expect(helpOf('token', command)).toMatch(/--user <email>[\s\S]+--body <code>[\s\S]+--conference <slug>/);
  });

  it('takes a day or a time for the end of a token, and nothing else', async () => {
    const load = () => Promise.reject<Product>(new Error('nothing is to be loaded'));
    for (const expires of ['tomorrow', '2027-02-30', '2027-13-01'])
      await expect(
        buildProgram(load).parseAsync(['token', 'create', '--body', 'ICC', '--expires', expires], {
          from: 'user',
        }),
      ).rejects.toThrow(/^--expires takes a day, 2027-06-30, or a time, /);
  });

  it('loads invented people in demonstration mode only', async () => {
    const before = process.env.PLENARY_MODE;
    process.env.PLENARY_MODE = 'production';
    try {
      const load = () => Promise.reject<Product>(new Error('nothing is to be loaded'));
      await expect(buildProgram(load).parseAsync(['seed'], { from: 'user' })).rejects.toThrow(
        /^PLENARY_MODE: [^\n]+ demonstration mode only[^\n]+$/,
      );
    } finally {
      if (before === undefined) delete process.env.PLENARY_MODE;
      else process.env.PLENARY_MODE = before;
    }
  });

  it('shows what a person can mend as it is, and a stack only for what is our fault', () => {
    expect(describeFailure(new CommandError('PORT: 80 is taken.'))).toBe('PORT: 80 is taken.');
    expect(describeFailure(new TypeError('x is undefined'))).toMatch(
      /^Plenary failed: TypeError: x is undefined\n\s+at /,
    );
  });
});
