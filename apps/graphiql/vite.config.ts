import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { buildTargets } from '../console/tools/browsers.ts';
import { precompress } from '../console/tools/precompress.ts';

/** Its fonts lie in its style as data: addresses, which the content security policy does not load; those of the system do. */
const withoutFonts = (): Plugin => ({
  name: 'without-fonts',
  enforce: 'pre',
  transform: (code, id) =>
    /\/node_modules\/graphiql\/.*\.css$/.test(id)
      ? code.replaceAll(/@font-face\s*\{[^}]*\}/g, '')
      : undefined,
});

export default defineConfig({
  root: import.meta.dirname,
  base: '/graphiql/',
  plugins: [react(), withoutFonts(), precompress()],
  build: {
    outDir: '../../dist/graphiql',
    emptyOutDir: true,
    target: buildTargets(),
    cssTarget: buildTargets(),
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
  },
});
