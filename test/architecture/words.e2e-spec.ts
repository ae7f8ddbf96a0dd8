import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOLD_ACTIONS } from '#libs/audit';
import { ROLES } from '#libs/kernel';
import { NOMINATION_FIELDS, PERSON_FIELDS } from '#libs/nominations';
import { renderMessage, sampleContent } from '#libs/notifications/testing';
import { codeOf, isTest, ROOT, type SourceFile, sourceFiles } from './source-tree.js';

const LANGUAGES = ['en', 'fr'] as const;
const CONSOLE = join(ROOT, 'apps/console/src');
const FILES = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' });

/** All words of the console in a language, whichever file has them. */
const wordsIn = (language: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    FILES.filter((file) => file.endsWith(`.${language}.json`)).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(CONSOLE, file), 'utf8')) as Record<string, string>),
    ),
  );

const isWriting = (file: SourceFile): boolean => {
  const { calls, names } = codeOf(file);
  return (
    calls.some(({ name }) => name === 'audit') ||
    names.has('ReviewSubject') ||
    [...names].some((name) => name.endsWith('_FACTS')) ||
    file.path.endsWith('.events.ts')
  );
};

/** Names of the form `nomination.submitted` in the files that write to the audit trail, or name what approvals write. */
const written = sourceFiles('libs')
  .filter((file) => !isTest(file) && isWriting(file))
  .flatMap((file) => codeOf(file).texts)
  .filter((text) => /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/.test(text));

describe('the words of the audit trail', () => {
  it('exist for every action that is written', () => {
    expect(written.length).toBeGreaterThan(20);
    expect([...new Set(written)].filter((action) => !TOLD_ACTIONS.includes(action))).toEqual([]);
  });

  it.each(LANGUAGES)('exist in the console for every action: %s', (language) => {
    const words = wordsIn(language);
    expect(TOLD_ACTIONS.filter((action) => !(`auditAction.${action}` in words))).toEqual([]);
    const actions = Object.keys(words).flatMap((id) => /^auditAction\.(.+)$/.exec(id)?.[1] ?? []);
    expect(actions.filter((action) => !TOLD_ACTIONS.includes(action))).toEqual([]);
  });

  it.each(LANGUAGES)(
    'name every kind of act and of record without a blank to be filled in: %s',
    (language) => {
      const words = wordsIn(language);
      const nameOf = (action: string) =>
        words[`auditActionName.${action}`] ?? words[`auditAction.${action}`] ?? '{';
      expect(TOLD_ACTIONS.filter((action) => nameOf(action).includes('{'))).toEqual([]);
      const subjects = sourceFiles('libs')
        .filter((file) => !isTest(file))
        .flatMap((file) => codeOf(file).named)
        .filter(({ name, text }) => /^(subjectType|.*_SUBJECT)$/.test(name) && /^[\w-]+$/.test(text))
        .map(({ text }) => text);
      expect(subjects).toContain('nomination');
      expect([...new Set(subjects)].filter((subject) => !(`auditSubject.${subject}` in words))).toEqual([]);
    },
  );
});

describe('the names of roles', () => {
  it.each(LANGUAGES)('are in mail what they are on the pages: %s', (language) => {
    const names = wordsIn(language);
    const inMail = ROLES.map((role) => {
      const { text } = renderMessage(sampleContent('ROLE_GRANTED', { role }), { language });
      return /^\W*(?:Role|Rôle)\s?: (.+)$/mu.exec(text)?.[1];
    });
    expect(inMail).toEqual(ROLES.map((role) => names[`role.${role}`]));
  });
});

describe('the words for fields', () => {
  it.each(LANGUAGES)('exist for everything that a nomination can change or lack: %s', (language) => {
    const words = wordsIn(language);
    const fields = [
      ...Object.keys(PERSON_FIELDS).map((field) => `person.${field}`),
      ...Object.keys(NOMINATION_FIELDS),
      'constituencyId',
    ];
    expect(fields.filter((field) => !(`field.${field}` in words))).toEqual([]);
  });
});

describe('what the service says about typed text', () => {
  const sentencesOf = (path: string): string[] => {
    const file = sourceFiles('libs/kernel/src').find((one) => one.path.endsWith(path));
    if (file === undefined) return [];
    const { texts, templates } = codeOf(file);
    return [...texts, ...templates.map((text) => text.replace(/\{\w+\}/g, '{count}'))].filter((text) =>
      /^[A-Z].*[^}]\.$/s.test(text),
    );
  };

  it.each(['typed-text.ts', 'search-term.ts'])('has words in the console: %s', (file) => {
    const sentences = sentencesOf(`/${file}`);
    expect(sentences.length).toBeGreaterThan(1);
    const known = Object.entries(wordsIn('en'))
      .filter(([id]) => id.startsWith('said.'))
      .map(([, sentence]) => sentence);
    expect(sentences.filter((sentence) => !known.includes(sentence))).toEqual([]);
  });
});
