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
    css: false,
    testTimeout: 30_000,
    restoreMocks: true,
    env: { TZ: 'UTC' },
  },
});
