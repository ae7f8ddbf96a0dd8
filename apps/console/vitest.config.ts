import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The schema, which tests read, lies at the root of the repository.
  server: { fs: { allow: ['../..'] } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.{ts,tsx}', 'tools/**/*.spec.ts'],
    setupFiles: ['src/testing/setup.ts'],
    maxWorkers: 1,
    // A process for each file, which loads all packages anew, costs more than most files spend on their tests; what the
    // console remembers is forgotten by src/testing/setup.ts.
    isolate: false,
    css: false,
    testTimeout: 30_000,
    restoreMocks: true,
    env: { TZ: 'UTC' },
  },
});
