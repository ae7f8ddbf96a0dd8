import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from './source-tree.js';

/** The rows of the fault matrix that have to be proven, whatever else is. */
const ROWS = [
  1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 25, 27, 29, 30, 31, 32, 33, 34, 35, 36, 37, 44,
  46, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
];
const FAULTS = join(ROOT, 'test', 'faults');
const ENDINGS = ['.spec.ts', '-spec.ts', '.e2e-spec.ts', '.test.mjs'];

const text = readFileSync(join(FAULTS, 'README.md'), 'utf8');
const cells = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (Row|Invariant) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const namesIn = (where = ''): string[] => [...where.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** The file behind a short name, wherever one of its kind would lie. */
function isThere(name: string): boolean {
  const [first = '', ...rest] = name.split('/');
  const isBelowTest = existsSync(join(ROOT, 'test', first));
  const path = isBelowTest ? join('test', name) : join('libs', first, 'src', ...rest);
  return ENDINGS.some((ending) => existsSync(join(ROOT, `${path}${ending}`)));
}

describe('the table of what the fault tests prove', () => {
  it('has every row that is demanded, each once, with something proven somewhere', () => {
    const rows = cells.filter(([, row = '']) => /^\d/.test(row));
    expect(rows.map(([, row]) => Number.parseInt(row ?? '', 10))).toEqual(ROWS);
    expect(rows.filter(([, , proven, where]) => proven === '' || namesIn(where).length === 0)).toEqual([]);
  });

  it('names only specs that are there', () => {
    const names = cells.flatMap(([, , , where]) => namesIn(where));
    expect(names.length).toBeGreaterThan(ROWS.length);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('names every spec of this directory', () => {
    const specs = readdirSync(FAULTS).filter((name) => name.endsWith('.e2e-spec.ts'));
    const named = new Set(cells.flatMap(([, , , where]) => namesIn(where)));
    expect(specs.filter((name) => !named.has(`faults/${name.replace('.e2e-spec.ts', '')}`))).toEqual([]);
  });
});
