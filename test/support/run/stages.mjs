import { join } from 'node:path';

const bin = (...parts) => join('node_modules', ...parts);
const CONSOLE = 'apps/console';

/**
 * What `npm test` runs, by name. `check`: passes or fails as one; the others report each test. `needs`: what must be
 * there first. Stages of one `wave` run side by side.
 */
export const STAGES = [
  check('typecheck', [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit']),
  check('typecheck-browser', [
    bin('typescript', 'bin', 'tsc'),
    '-p',
    'test/browser/tsconfig.json',
    '--noEmit',
  ]),
  check('typecheck-console', [bin('typescript', 'bin', 'tsc'), '-p', `${CONSOLE}/tsconfig.json`, '--noEmit']),
  check('lint', [bin('eslint', 'bin', 'eslint.js'), '.'], { NODE_OPTIONS: '--max-old-space-size=4096' }),
  check('format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  {
    name: 'console',
    kind: 'vitest',
    wave: 'checks',
    args: [bin('vitest', 'vitest.mjs'), 'run', '--root', CONSOLE],
  },
  jest('unit', 'jest', 2),
  jest('int', 'jest', 2, ['server', 'machine']),
  jest('architecture', 'jest', 2, ['server']),
  jest('journeys', 'alone', 1, ['server', 'machine', 'build']),
  jest('faults', 'alone', 1, ['server', 'machine', 'build']),
  jest('browser', 'alone', 1, ['server', 'machine', 'build']),
  {
    name: 'smoke',
    kind: 'node',
    wave: 'smoke',
    needs: ['build'],
    args: ['--test', '--test-concurrency=1', 'test/smoke/'],
    argsOnOtherNodes: ['--test', 'test/smoke/demonstration.test.mjs'],
  },
];

function check(name, args, env = {}) {
  return { name, kind: 'check', wave: 'checks', args, env, needs: [] };
}

/** Stages of one wave and number of workers share one run of jest. */
function jest(name, wave, workers, needs = []) {
  return { name, kind: 'jest', wave, workers, needs };
}

/** @returns the arguments of one jest run over these tiers. */
export function jestArgs(stages, report, extra) {
  return [
    bin('jest', 'bin', 'jest.js'),
    '--selectProjects',
    ...stages.map(({ name }) => name),
    `--maxWorkers=${stages[0].workers}`,
    '--workerIdleMemoryLimit=1GB',
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
    ...(extra.length > 0 ? ['--', ...extra] : []),
  ];
}

export const JEST_ENV = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };
