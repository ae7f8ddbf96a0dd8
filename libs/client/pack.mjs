// npm run client [-- --out FOLDER]: makes plenary-client-VERSION.tgz, the package that partners install, and prints where it is.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const SOURCE = import.meta.dirname;
const ROOT = resolve(SOURCE, '../..');
const flag = process.argv.indexOf('--out');
const out = resolve(flag < 0 ? join(ROOT, 'dist/client') : (process.argv[flag + 1] ?? '.'));
const { version, license, engines, devDependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

const folder = mkdtempSync(join(tmpdir(), 'plenary-client-'));
try {
  run(process.execPath, [
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    join(SOURCE, 'src/index.ts'),
    ...['--ignoreConfig', '--outDir', folder, '--declaration', '--strict', '--skipLibCheck'],
    ...['--target', 'ES2022', '--module', 'NodeNext', '--types', 'node'],
  ]);
  cpSync(join(SOURCE, 'src/generated'), join(folder, 'generated'), { recursive: true });
  cpSync(join(SOURCE, 'README.md'), join(folder, 'README.md'));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const manifest = {
    name: 'plenary-client',
    version,
    license,
    engines,
    type: 'module',
    exports: { types: './index.d.ts', default: './index.js' },
    // For TypeScript alone: nothing of it runs.
    peerDependencies: { 'gql.tada': devDependencies['gql.tada'] },
    peerDependenciesMeta: { 'gql.tada': { optional: true } },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(out, { recursive: true });
  const packed = run('npm', ['pack', '--silent', '--pack-destination', out], { cwd: folder, stdio: 'pipe' });
  console.log(relative(process.cwd(), join(out, packed.trim())));
} finally {
  rmSync(folder, { recursive: true });
}

/** @returns what the program printed, where it is piped. */
function run(program, args, { cwd = ROOT, stdio = 'inherit' } = {}) {
  const { status, stdout } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', stdio, 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return stdout ?? '';
}
