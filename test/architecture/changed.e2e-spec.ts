import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from './source-tree.js';

type Tests = Readonly<Record<string, readonly string[]>>;
const { testsTouched } = (await import(join(ROOT, 'test/support/run/changed.mjs'))) as {
  testsTouched: (root: string, changed: readonly string[]) => Tests;
};

const FILES: Readonly<Record<string, string>> = {
  'libs/guests/src/index.ts': "export * from './guest.js';\nexport { seat as seatOf } from './seat.js';",
  'libs/guests/src/guest.ts': 'export const guest = 1;',
  'libs/guests/src/guest.spec.ts': "import { guest } from './guest.js';",
  'libs/guests/src/seat.ts': 'export const seat = 1;',
  'libs/guests/src/seat.int-spec.ts': "import { seat } from './seat.js';",
  'libs/menus/src/menu.ts': "import { seatOf } from '#libs/guests';\nexport const menu = seatOf;",
  'libs/menus/src/menu.spec.ts': "import { menu } from './menu.js';",
  'libs/menus/src/whole.spec.ts': "import * as guests from '#libs/guests';",
  'apps/api/src/start-api.ts': "import { menu } from '#libs/guests';",
  'test/architecture/rules.e2e-spec.ts': '',
  'test/journeys/dinner.e2e-spec.ts': "import { laid } from '../support/table.js';",
  'test/support/table.ts': "import { seatOf } from '#libs/guests';\nexport const laid = seatOf;",
};

describe('what a change touches', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'changed-'));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const none = { unit: [], int: [], architecture: [], journeys: [], faults: [], browser: [] };
  const architecture = ['test/architecture/rules.e2e-spec.ts'];

  it('is the tests that import it, through a door only where they name it or all, and the rules of the house', () => {
    expect(testsTouched(root, ['libs/guests/src/seat.ts'])).toEqual({
      ...none,
      architecture,
      unit: ['libs/menus/src/menu.spec.ts', 'libs/menus/src/whole.spec.ts'],
      int: ['libs/guests/src/seat.int-spec.ts'],
    });
  });

  it('is a journey only where the journey or its support has changed', () => {
    expect(testsTouched(root, ['test/support/table.ts'])).toEqual({
      ...none,
      architecture,
      journeys: ['test/journeys/dinner.e2e-spec.ts'],
    });
  });
});
