import { describe, expect, it, jest } from '@jest/globals';
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
    'backup',
    'restore',
    'schema',
    'forum',
    'settings',
  ])('explains %s', (name) => {
    expect(helpOf()).toMatch(new RegExp(`^  ${name}\\b.* {2,}\\w`, 'm'));
    expect(helpOf(name)).toContain(`Usage: plenary ${name}`);
  });

  it('asks whose token is wanted', async () => {
    const write = jest.fn();
    const program = buildProgram().exitOverride();
    const create = program.commands.find((command) => command.name() === 'token')?.commands[0];
    create?.exitOverride().configureOutput({ writeErr: write });
    await expect(program.parseAsync(['token', 'create'], { from: 'user' })).rejects.toThrow(/--user/);
    expect(String(write.mock.calls[0]?.[0])).toContain("required option '--user <email>' not specified");
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
