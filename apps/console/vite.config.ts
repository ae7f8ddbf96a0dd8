import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildTargets } from './tools/browsers.ts';
import { logicalCss } from './tools/logical-css.ts';
import { precompress } from './tools/precompress.ts';

/** Where `npx vite` finds the API while the console is being worked on. */
const API = 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), precompress()],
  css: {
    postcss: { plugins: [logicalCss()] },
    preprocessorOptions: { scss: { quietDeps: true } },
  },
  server: {
    proxy: {
      '/graphql': { target: API, ws: true },
      '/exports': { target: API },
      '/import-lists': { target: API },
      '/attachments': { target: API },
    },
  },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: buildTargets(),
    cssTarget: buildTargets(),
    // The content security policy allows no data: URLs but images, and the polyfill is an inline fetch nobody needs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
