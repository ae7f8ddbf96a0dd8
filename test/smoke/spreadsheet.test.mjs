// A spreadsheet is read by a process that the built product starts from its own files: no test of the sources runs that.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ROOT } from './plenary-process.mjs';

const built = (path) =>
  JSON.stringify(pathToFileURL(join(ROOT, 'dist', 'libs', 'spreadsheet', 'src', path)).href);
const LOAD = `
  import { readFileSync } from 'node:fs';
  import { readSpreadsheet } from ${built('index.js')};
  const bytes = (name) => readFileSync(new URL(name, ${built('testing/cases/')}));`;

/** A process that does nothing else: nothing keeps it from ending before it has its answer. */
function run(script) {
  const args = ['--input-type=module', '-e', LOAD + script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test('the built product reads every format of a spreadsheet, and ends when it has', () => {
  const names = ['10-libreoffice.xlsx', '11-libreoffice.ods', '12-old-excel.xls', '06-shift-jis.csv'];
  const rows = run(`
    const counts = [];
    for (const name of ${JSON.stringify(names)}) {
      const reading = await readSpreadsheet(bytes(name));
      let count = 0;
      for await (const row of reading.rows) count++;
      counts.push([reading.format, count]);
    }
    console.log(JSON.stringify(counts));`);
  assert.deepEqual(rows, [
    ['XLSX', 10],
    ['ODS', 5],
    ['XLS', 4],
    ['CSV', 4],
  ]);
});

test('a reading whose rows nobody takes keeps no process alive', () => {
  assert.equal(
    run(`console.log(JSON.stringify((await readSpreadsheet(bytes('10-libreoffice.xlsx'))).format));`),
    'XLSX',
  );
});

test('the built product refuses in words what is none', () => {
  const code = run(`console.log(JSON.stringify((await readSpreadsheet(bytes('28-password.xlsx'))).code));`);
  assert.equal(code, 'PASSWORD');
});
