import { isEnumType, isObjectType, getNamedType } from 'graphql';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { schema } from '../testing/schema';
import { messages as outside } from './catalogue.en';
import { en, fr } from '../testing/whole-catalogue';
import { refusalMessageId } from '../api/refusal-text';

const CATALOGUES = { en, fr } as const;
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.spec.{ts,tsx}', '!../generated/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const files = import.meta.glob<Readonly<Record<string, string>>>(
  ['./*.{en,fr}.json', '../features/*/messages.{en,fr}.json'],
  { eager: true, import: 'default' },
);

/** The names of what a message wants to be given, e.g. `count`, and `<a>` for a link. */
function placeholders(message: string): string[] {
  const found = new Set<string>();
  const walk = (parts: readonly object[]) => {
    for (const part of parts) {
      if ('value' in part && 'type' in part && part.type !== 0) found.add(String(part.value));
      if ('children' in part) walk(part.children as object[]);
      if ('options' in part)
        for (const option of Object.values(part.options as Record<string, { value: object[] }>))
          walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, 'en').getAst());
  return [...found].sort();
}

function valuesOf(enumName: string): string[] {
  const type = schema.getType(enumName);
  if (!isEnumType(type)) throw new Error(`${enumName} is no enum of the schema`);
  return type.getValues().map(({ name }) => name);
}

describe('the catalogues', () => {
  it('say the same things in every language', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(['en', 'fr'])('say each thing in one place: %s', (language) => {
    const ids = Object.entries(files)
      .filter(([path]) => path.endsWith(`.${language}.json`))
      .flatMap(([, words]) => Object.keys(words));
    expect(ids.length).toBeGreaterThan(500);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('have the words of every feature whose pages are for everybody before anybody is signed in', () => {
    const open = Object.entries(sources).flatMap(([path, code]) =>
      path.endsWith('/feature.ts') && code.includes("isFor: 'everybody'")
        ? [path.replace('feature.ts', '')]
        : [],
    );
    expect(open.length).toBeGreaterThan(1);
    const needed = open.flatMap((folder) => Object.keys(files[`${folder}messages.en.json`] ?? {}));
    expect(needed.filter((id) => !(id in outside))).toEqual([]);
  });

  it.each(Object.keys(en))('ask for the same values in every language: %s', (id) => {
    const key = id as keyof typeof en;
    expect(placeholders(fr[key])).toEqual(placeholders(en[key]));
    expect(fr[key].trim()).not.toBe('');
  });

  it.each([
    ['en', /cancel/i],
    ['fr', /annul/i],
  ] as const)('never use the word of the button that goes back for an act beside it: %s', (tag, word) => {
    const { 'general.cancel': back, ...others } = CATALOGUES[tag];
    expect(back).toMatch(word);
    const acts = Object.entries(others).filter(([id]) =>
      /^(?:act|nominationAction|hotkeys)\.|\.(?:send|confirm)$/.test(id),
    );
    expect(acts.length).toBeGreaterThan(20);
    expect(acts.filter(([id, words]) => id !== 'hotkeys.cancel' && word.test(words))).toEqual([]);
  });

  it('hold no message that no page shows', () => {
    const text = Object.values(sources).join('\n');
    const templates = [...text.matchAll(/`([a-z][A-Za-z]*\.(?:[A-Za-z]+\.)?)\$\{/g)].map(
      (match) => match[1] ?? '',
    );
    const shown = (id: string) =>
      text.includes(`'${id}'`) ||
      text.includes(`"${id}"`) ||
      templates.some((prefix) => id.startsWith(prefix)) ||
      text.includes(`'${id.split('.')[0] ?? ''}', `);
    expect(Object.keys(en).filter((id) => !shown(id))).toEqual([]);
  });

  it('keep French signs with their words, wherever the line ends', () => {
    expect(fr['finding.ON_WATCH_LIST']).toMatch(/\u00a0:/);
    expect(Object.values(fr).filter((message) => / :(?!:)| [;?!»]|« /.test(message))).toEqual([]);
  });

  it('keep typographic apostrophes, since a straight one begins a quotation in a message', () => {
    for (const catalogue of Object.values(CATALOGUES))
      expect(Object.values(catalogue).filter((message) => message.includes("'"))).toEqual([]);
  });
});

describe('the words for refusals', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const codes = mutations.flatMap((mutation) => {
    const payload = getNamedType(mutation.type);
    const errors = isObjectType(payload) ? payload.getFields()['errors'] : undefined;
    if (errors === undefined) return [];
    const named = [...(getNamedType(errors.type).description ?? '').matchAll(/`([A-Z][A-Z_]+)`/g)];
    if (named.length === 0) throw new Error(`${mutation.name} has errors whose description names no code`);
    return named.map(([, code = '']) => [mutation.name, code] as const);
  });

  it('cover a schema that has mutations at all', () => {
    expect(codes.length).toBeGreaterThan(80);
    expect(codes).toContainEqual(['correctEmail', 'INVITATION_ENDED']);
    expect(codes).not.toContainEqual(['createNomination', 'INVITATION_ENDED']);
  });

  it.each(codes)('exist for %s: %s', (mutation, code) => {
    for (const catalogue of Object.values(CATALOGUES))
      expect(refusalMessageId(mutation, code, (id) => id in catalogue)).toBeDefined();
  });
});

describe('the words for closed sets', () => {
  it.each([
    ['role', 'Role'],
    ['nominationState', 'NominationState'],
    ['nominationAction', 'NominationAction'],
    ['unavailable', 'UnavailableActionCode'],
    ['capacity', 'Capacity'],
    ['decisionOutcome', 'DecisionOutcome'],
    ['recommendation', 'Recommendation'],
    ['reasonCode', 'ReasonCode'],
    ['stage', 'Stage'],
    ['screeningKind', 'ScreeningKind'],
    ['screeningCheck', 'ScreeningKind'],
    ['screeningState', 'ScreeningState'],
    ['finding', 'ScreeningFinding'],
    ['duplicateReason', 'DuplicateReason'],
    ['messageKind', 'MessageKind'],
    ['messageState', 'MessageState'],
    ['invitationState', 'InvitationState'],
    ['apiTokenScope', 'ApiTokenScope'],
    ['importState', 'ImportListState'],
    ['importOutcome', 'ImportOutcome'],
    ['importResult', 'ImportRowResult'],
    ['importField', 'ImportField'],
    ['importQuestion', 'ImportQuestionKind'],
    ['importQuestionHint', 'ImportQuestionKind'],
    ['importTold', 'ImportToldKind'],
    ['importProblem', 'ImportProblemKind'],
    ['importFileProblem', 'ImportFileProblem'],
    ['organisationInvitationState', 'OrganisationInvitationState'],
    ['invitationLevel', 'OrganisationInvitationLevel'],
    ['invitationAct', 'OrganisationInvitationAction'],
    ['seatRole', 'SeatRole'],
    ['delegationRegion', 'Region'],
  ])('exist for every value: %s', (prefix, enumName) => {
    for (const catalogue of Object.values(CATALOGUES))
      expect(valuesOf(enumName).filter((value) => !(`${prefix}.${value}` in catalogue))).toEqual([]);
  });
});
