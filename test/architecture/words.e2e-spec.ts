import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOLD_ACTIONS } from '#libs/audit';
import { isTest, ROOT, sourceFiles } from './source-tree.js';

const LANGUAGES = ['en', 'fr'] as const;
const wordsIn = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(
    readFileSync(join(ROOT, 'apps/console/src/i18n', `sentences.${language}.json`), 'utf8'),
  ) as Record<string, string>;

/** Names of the form `nomination.submitted` in the files that write to the audit trail. */
const written = sourceFiles('libs')
  .filter((file) => !isTest(file) && (/\.audit\(\{/.test(file.text) || file.path.endsWith('.events.ts')))
  .flatMap(({ text }) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g)])
  .map(([, action]) => action ?? '');

describe('the words of the audit trail', () => {
  it('exist for every action that is written', () => {
    expect(written.length).toBeGreaterThan(20);
    expect([...new Set(written)].filter((action) => !TOLD_ACTIONS.includes(action))).toEqual([]);
  });

  it.each(LANGUAGES)('exist in the console for every action: %s', (language) => {
    const words = wordsIn(language);
    expect(TOLD_ACTIONS.filter((action) => !(`auditAction.${action}` in words))).toEqual([]);
  });
});

describe('the words for fields', () => {
  it.each(LANGUAGES)('exist for everything that a nomination can change or lack: %s', (language) => {
    const words = wordsIn(language);
    const { text } = sourceFiles('libs/nominations/src/domain').find(({ path }) =>
      path.endsWith('/domain/nomination.ts'),
    ) ?? { text: '' };
    const fieldsOf = (schema: string): string[] =>
      [
        ...(new RegExp(`const ${schema} = z\\.object\\(\\{([^}]*)\\}`).exec(text)?.[1] ?? '').matchAll(
          /(\w+)(?=[:,])/g,
        ),
      ].map(([field]) => field);
    const fields = [
      ...fieldsOf('person').map((field) => `person.${field}`),
      'constituencyId',
      'capacity',
      'justification',
      'rank',
    ];
    expect(fields).toHaveLength(12);
    expect(fields.filter((field) => !(`field.${field}` in words))).toEqual([]);
  });
});
