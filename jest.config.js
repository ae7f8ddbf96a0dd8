/** One project per tier; `npm test` runs them all, `npx jest --selectProjects unit` one of them. */
const shared = {
  // Node itself loads the tests and what they import, once in the life of a worker.
  testEnvironment: '<rootDir>/test/support/jest/environment.mjs',
  runtime: '<rootDir>/test/support/jest/runtime.mjs',
  injectGlobals: false,
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
const tier = (displayName, testMatch, more = {}) => ({ ...shared, displayName, testMatch, ...more });

export default {
  // A test that waits says for how long itself; this limit only ends one that hangs, on a machine busy with others too.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/test/support/jest/sequencer.mjs',
  projects: [
    tier('unit', ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/{api,worker,cli,graphiql}/**/*.spec.ts']),
    tier('int', ['<rootDir>/libs/**/*.int-spec.ts', '<rootDir>/apps/{api,worker,cli}/**/*.int-spec.ts']),
    tier('architecture', ['<rootDir>/test/architecture/**/*.e2e-spec.ts']),
    tier('journeys', ['<rootDir>/test/{journeys,clients}/**/*.e2e-spec.ts']),
    tier('faults', ['<rootDir>/test/faults/**/*.e2e-spec.ts']),
    tier('browser', ['<rootDir>/test/browser/**/*.e2e-spec.ts'], {
      globalSetup: '<rootDir>/test/browser/support/before-all.mjs',
      globalTeardown: '<rootDir>/test/browser/support/after-all.mjs',
    }),
  ],
};
