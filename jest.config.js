import { spawnSync } from 'node:child_process';
import vm from 'node:vm';

// Jest loads our modules as modules only where Node lets it, which Node does behind a flag: a run without the flag begins
// again with it, so that `npx jest …` works as it stands.
if (vm.SourceTextModule === undefined) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { status } = spawnSync(process.execPath, [...flags, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

/** One project per tier; `npm test` runs them all, `npx jest --selectProjects unit` one of them. */
const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
const tier = (displayName, testMatch, more = {}) => ({ ...shared, displayName, testMatch, ...more });

export default {
  // A test that waits says for how long itself; this limit only ends one that hangs, on a machine busy with others too.
  testTimeout: 60_000,
  projects: [
    tier('unit', ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/{api,worker,cli}/**/*.spec.ts']),
    tier('int', ['<rootDir>/libs/**/*.int-spec.ts', '<rootDir>/apps/{api,worker,cli}/**/*.int-spec.ts']),
    tier('architecture', ['<rootDir>/test/architecture/**/*.e2e-spec.ts']),
    tier('journeys', ['<rootDir>/test/journeys/**/*.e2e-spec.ts']),
    tier('faults', ['<rootDir>/test/faults/**/*.e2e-spec.ts']),
    tier('browser', ['<rootDir>/test/browser/**/*.e2e-spec.ts'], {
      globalSetup: '<rootDir>/test/browser/support/before-all.mjs',
      globalTeardown: '<rootDir>/test/browser/support/after-all.mjs',
    }),
  ],
};
