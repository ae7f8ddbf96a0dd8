import { join } from 'node:path';

const bin = (...parts) => join('node_modules', ...parts);
const TSC = bin('typescript', 'bin', 'tsc');
const CONSOLE = 'apps/console';
export const BROWSER = 'browser';
export const TYPES = `${CONSOLE}/src/generated/graphql-cache.d.ts`;
export const WRITE_TYPES = [bin('gql.tada', 'bin', 'cli.js'), 'turbo', '-c', `${CONSOLE}/tsconfig.json`];

/**
 * What `npm test` runs, by name. `check`: passes or fails as one; the others report each test. `needs`: what must be
 * there first. Stages of one `wave` run side by side. `budget`: the seconds that a stage may take on two cores; more is told.
 */
export const STAGES = [
  check('lint', 150, [bin('eslint', 'bin', 'eslint.js'), '.'], {
    env: { NODE_OPTIONS: '--max-old-space-size=4096' },
    needs: ['types'],
  }),
  {
    name: 'console',
    kind: 'vitest',
    wave: 'checks',
    budget: 100,
    args: [bin('vitest', 'vitest.mjs'), 'run', '--root', CONSOLE],
  },
  check('typecheck', 40, [TSC, '-p', 'tsconfig.json', '--noEmit']),
  check('typecheck-browser', 20, [TSC, '-p', 'test/browser/tsconfig.json', '--noEmit']),
  check('typecheck-console', 20, [TSC, '-p', `${CONSOLE}/tsconfig.json`, '--noEmit'], { needs: ['types'] }),
  check('format', 50, [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  jest('unit', []),
  jest('int', ['server', 'machine']),
  jest('architecture', ['server']),
  jest('journeys', ['server', 'machine', 'build']),
  jest('faults', ['server', 'machine', 'build']),
  jest(BROWSER, ['server', 'machine', 'build']),
  {
    name: 'smoke',
    kind: 'node',
    wave: 'smoke',
    budget: 120,
    needs: ['build'],
    args: ['--test', '--test-concurrency=2', 'test/smoke/'],
    argsOnOtherNodes: ['--test', 'test/smoke/demonstration.test.mjs'],
  },
];

function check(name, budget, args, { env = {}, needs = [] } = {}) {
  return { name, kind: 'check', wave: 'checks', budget, args, env, needs };
}

/** All tiers of jest but the browser's are one run of it: what waits and what computes fill the time of each other. */
function jest(name, needs) {
  return { name, kind: 'jest', wave: 'jest', needs };
}

/** Seconds for one run of jest. */
export const JEST_BUDGET = 600;
/** More than two cores have, for many files mostly wait. */
const JEST_WORKERS = 3;

/** Each file drives a browser, and what a browser does late is told of the console: two at a time, and nothing else. */
export const BROWSER_WORKERS = 2;

/** Tests that compare how long two things take run one by one, behind the others: a busy machine makes alike look unlike. */
export const ALONE = [
  'libs/access/src/request-sign-in-link.int-spec.ts',
  'libs/testing/src/likeness-in-time.spec.ts',
  'test/faults/foreign-ids.e2e-spec.ts',
  'test/faults/strangers.e2e-spec.ts',
];

/** @returns the arguments of one jest run over these tiers. */
export function jestArgs(stages, report, extra, workers = JEST_WORKERS) {
  return [
    bin('jest', 'bin', 'jest.js'),
    '--selectProjects',
    ...stages.map(({ name }) => name),
    `--maxWorkers=${workers}`,
    '--workerIdleMemoryLimit=1GB',
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
    ...extra,
  ];
}
