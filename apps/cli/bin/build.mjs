// `npm run build`: the server parts by swc, the console and GraphiQL by vite, all at once, into dist/. Files that did not change
// since the last build are left alone.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ROOT } from './prepare.mjs';
import { hashFiles, isPartBuilt, PARTS, readStamp } from './source-hash.mjs';

const COMPILED = /(?<!\.d)\.ts$/;
const started = performance.now();

const results = await Promise.allSettled([buildServer(), buildSite('console'), buildSite('graphiql')]);
const failures = results.filter((result) => result.status === 'rejected');
for (const { reason } of failures) console.error(describe(reason));
if (failures.length > 0) process.exit(1);
console.error(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);

/** The bundler colours its errors letter by letter, wherever they go, and repeats them for every importer. */
function describe(reason) {
  const text = reason instanceof Error ? reason.message : String(reason);
  return text
    .replace(/\u001b\[[\d;]+m/g, '')
    .split('\n')
    .slice(0, 25)
    .join('\n');
}

async function buildServer() {
  const files = hashFiles(ROOT, 'server');
  if (isPartBuilt(ROOT, 'server', files)) return;
  const { transformFile } = await import('@swc/core');
  const before = readStamp(ROOT, 'server');
  // A change of the compiler's options or of the dependencies touches every file.
  const isFresh = ['.swcrc', 'package.json'].every((file) => before[file] === files[file]);
  for (const file of Object.keys(before).filter((path) => !(path in files))) removeOutputs(file);
  const isTodo = (path) =>
    path.includes('/') && !(isFresh && before[path] === files[path] && existsSync(outputOf(path)));
  await Promise.all(
    Object.keys(files)
      .filter(isTodo)
      .map((file) => buildFile(file, transformFile)),
  );
  writeStamp('server', files);
}

/** TypeScript is compiled with its source map beside it; everything else (SQL, JSON, fonts) is copied as it is. */
async function buildFile(file, transformFile) {
  const output = outputOf(file);
  mkdirSync(dirname(output), { recursive: true });
  if (!COMPILED.test(file)) {
    cpSync(join(ROOT, file), output);
    return;
  }
  const { code, map } = await transformFile(join(ROOT, file), {
    configFile: join(ROOT, '.swcrc'),
    cwd: ROOT,
  });
  writeFileSync(`${output}.map`, map ?? '');
  writeFileSync(output, `${code}\n//# sourceMappingURL=${output.split('/').pop()}.map\n`);
}

function outputOf(file) {
  return join(ROOT, 'dist', file.replace(COMPILED, '.js'));
}

function removeOutputs(file) {
  for (const suffix of ['', '.map']) rmSync(outputOf(file) + suffix, { force: true });
}

/** The console, and GraphiQL beside it: each a folder of `apps` with its own configuration of vite. */
async function buildSite(name) {
  const files = hashFiles(ROOT, name);
  const isThere = existsSync(join(ROOT, 'dist', name, 'index.html'));
  if (!(`apps/${name}/index.html` in files) || (isThere && isPartBuilt(ROOT, name, files))) return;
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'apps', name, 'vite.config.ts'), logLevel: 'error' });
  writeStamp(name, files);
}

function writeStamp(part, files) {
  const stamp = join(ROOT, PARTS[part].stamp);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify(files));
}
