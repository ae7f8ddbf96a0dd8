// `npm run bench` runs all benchmarks, `npm run bench -- NAME …` those whose names begin so. Not part of `npm test`:
// no test depends on how fast a machine is.
import { join } from 'node:path';
import { prepare, ROOT } from '../../apps/cli/bin/prepare.mjs';

prepare();
const { bench } = await import('../../dist/test/bench/main.js');
await bench(process.argv.slice(2), join(ROOT, 'bench-results.json'));
process.exit();
