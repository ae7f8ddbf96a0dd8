import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrationFiles } from '#libs/platform';
import { hashOfFiles, sourcesOf } from './sources-of.js';

const MIGRATION = 'guests/src/persistence/migrations/1-guests.ts';
const FILES: Readonly<Record<string, string>> = {
  [MIGRATION]:
    "import { protectTable } from '#libs/platform';\nimport { rows } from './rows.js';\nexport { rows };",
  'guests/src/persistence/migrations/rows.ts': 'export const rows = 1;',
  'platform/src/index.ts': "export * from './scope.js';",
  'platform/src/scope.ts': "import { x } from 'somebodys-package';\nexport const SCOPE = 'own';",
  'platform/src/unused.ts': 'export const unused = 1;',
};

describe('what a migration is made with', () => {
  let libs: string;
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(libs, name)), { recursive: true });
    writeFileSync(join(libs, name), text);
  };
  const hash = (): string => hashOfFiles(sourcesOf([join(libs, MIGRATION)], libs), libs);

  beforeEach(() => {
    libs = mkdtempSync(join(tmpdir(), 'sources-'));
    for (const [name, text] of Object.entries(FILES)) write(name, text);
  });
  afterEach(() => {
    rmSync(libs, { recursive: true, force: true });
  });

  it('is its own file, its neighbours, and what comes through the door of another lib', () => {
    expect(sourcesOf([join(libs, MIGRATION)], libs).map((file) => file.slice(libs.length + 1))).toEqual([
      MIGRATION,
      'guests/src/persistence/migrations/rows.ts',
      'platform/src/index.ts',
      'platform/src/scope.ts',
    ]);
  });

  it('has another hash when a helper behind the door changes, and the same when something else does', () => {
    const before = hash();
    write('platform/src/unused.ts', 'export const unused = 2;');
    expect(hash()).toBe(before);
    write('platform/src/scope.ts', "export const SCOPE = 'true';");
    expect(hash()).not.toBe(before);
  });

  it('includes the scopes of the row-level policies for those of this project', () => {
    const libsHere = join(dirname(new URL(import.meta.url).pathname), '../../..');
    const names = sourcesOf(migrationFiles(), libsHere).map((file) => file.slice(file.indexOf('/libs/') + 6));
    expect(names).toContain('platform/src/database/protect-table.ts');
  });
});
