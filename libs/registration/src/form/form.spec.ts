import { describe, expect, it } from '@jest/globals';
import { type Answers, completenessOf, missingPages, questionsFor } from './completeness.js';
import { formProblems } from './form-problems.js';
import { type Question, question, type RegistrationForm, registrationForm } from './question.js';
import { STANDARD_FORM } from './standard-form.js';

const PERSON = { category: 'GOVERNMENT', capacity: 'DELEGATE', nationalities: ['GB', 'FR'] };
const LANGUAGES = ['en', 'fr'];

type Given = Pick<Question, 'key'> & Partial<Question>;
const asked = (given: Given): Question =>
  question.parse({ kind: 'TEXT', label: { en: given.key, fr: given.key }, ...given });
const formOf = (...pages: readonly (readonly Given[])[]): RegistrationForm =>
  registrationForm.parse({
    pages: pages.map((questions, index) => ({
      key: `page${String(index + 1)}`,
      title: { en: 'Page', fr: 'Page' },
      questions: questions.map(asked),
    })),
  });
const keysOf = (form: RegistrationForm, answers: Answers, person = PERSON): string[] =>
  questionsFor(form, person, answers).pages.flatMap(({ questions }) => questions.map(({ key }) => key));

const FLIGHTS = formOf(
  [
    {
      key: 'comesBy',
      kind: 'CHOICE',
      choices: ['air', 'rail'].map((value) => ({ value, label: { en: value, fr: value } })),
    },
    { key: 'flight', conditions: [{ question: 'comesBy', is: 'ONE_OF', values: ['air'] }], isRequired: true },
    { key: 'flightNote', conditions: [{ question: 'flight', is: 'ANSWERED' }] },
  ],
  [{ key: 'needsHelp', kind: 'YES_NO', isRequired: true, isPrivate: true }],
);

describe('what somebody is asked', () => {
  it('follows from what was answered before, and what is not asked asks for nothing further', () => {
    expect(keysOf(FLIGHTS, {})).toEqual(['comesBy', 'needsHelp']);
    expect(keysOf(FLIGHTS, { comesBy: 'air' })).toEqual(['comesBy', 'flight', 'needsHelp']);
    expect(keysOf(FLIGHTS, { comesBy: 'air', flight: 'BA 0001' })).toEqual([
      'comesBy',
      'flight',
      'flightNote',
      'needsHelp',
    ]);
    // The flight of before is still there, and comes back with its question.
    expect(keysOf(FLIGHTS, { comesBy: 'rail', flight: 'BA 0001' })).toEqual(['comesBy', 'needsHelp']);
  });

  it('follows from who they are: category, capacity, any of their nationalities', () => {
    const form = formOf([
      { key: 'letter', audience: { categories: ['GOVERNMENT'] } },
      { key: 'topic', audience: { capacities: ['SPEAKER'] } },
      { key: 'visa', audience: { nationalities: ['FR', 'BR'] } },
    ]);
    expect(keysOf(form, {})).toEqual(['letter', 'visa']);
    expect(keysOf(form, {}, { category: 'BUSINESS', capacity: 'SPEAKER', nationalities: ['GB'] })).toEqual([
      'topic',
    ]);
    expect(keysOf(form, {}, { category: 'BUSINESS', capacity: 'DELEGATE', nationalities: [] })).toEqual([]);
  });

  it('knows a no from no answer', () => {
    const form = formOf([
      { key: 'needsHelp', kind: 'YES_NO' },
      { key: 'whatHelp', conditions: [{ question: 'needsHelp', is: 'ONE_OF', values: ['yes'] }] },
      { key: 'noHelp', conditions: [{ question: 'needsHelp', is: 'ONE_OF', values: ['no'] }] },
      { key: 'later', conditions: [{ question: 'needsHelp', is: 'NOT_ANSWERED' }] },
    ]);
    expect(keysOf(form, { needsHelp: true })).toEqual(['needsHelp', 'whatHelp']);
    expect(keysOf(form, { needsHelp: false })).toEqual(['needsHelp', 'noHelp']);
    expect(keysOf(form, {})).toEqual(['needsHelp', 'later']);
  });
});

describe('what is missing', () => {
  it('is told to the person question by question', () => {
    expect(completenessOf(FLIGHTS, PERSON, { comesBy: 'air' })).toEqual([
      { page: 'page1', isComplete: false, missing: ['flight'] },
      { page: 'page2', isComplete: false, missing: ['needsHelp'] },
    ]);
    expect(completenessOf(FLIGHTS, PERSON, { comesBy: 'rail', needsHelp: false })).toEqual([
      { page: 'page1', isComplete: true, missing: [] },
      { page: 'page2', isComplete: true, missing: [] },
    ]);
  });

  it('is told to others by pages alone, and never that a private question has no answer', () => {
    expect(missingPages(FLIGHTS, PERSON, { comesBy: 'air' })).toEqual(['page1']);
    expect(missingPages(FLIGHTS, PERSON, { comesBy: 'air', flight: 'BA 0001' })).toEqual([]);
    expect(missingPages(FLIGHTS, PERSON, { comesBy: 'rail', needsHelp: true })).toEqual([]);
  });

  it('is an empty text and an empty list too', () => {
    const form = formOf([
      { key: 'name', isRequired: true },
      { key: 'countries', kind: 'COUNTRIES', isRequired: true },
    ]);
    expect(missingPages(form, PERSON, { name: '', countries: [] })).toEqual(['page1']);
    expect(missingPages(form, PERSON, { name: 'Olive', countries: ['GB'] })).toEqual([]);
  });
});

describe('a form', () => {
  it('may be published when nothing is wrong with it', () => {
    expect(formProblems(FLIGHTS, LANGUAGES)).toEqual([]);
  });

  it.each<[string, readonly Given[], { code: string; at: string; value: string }]>([
    ['one key twice', [{ key: 'one' }, { key: 'one' }], { code: 'KEY_TWICE', at: 'one', value: 'one' }],
    [
      'a condition on a question that is none',
      [{ key: 'one', conditions: [{ question: 'none', is: 'ANSWERED' }] }],
      { code: 'CONDITION_ON_NOTHING', at: 'one', value: 'none' },
    ],
    [
      'a condition on a later question',
      [{ key: 'one', conditions: [{ question: 'two', is: 'ANSWERED' }] }, { key: 'two' }],
      { code: 'CONDITION_ON_LATER', at: 'one', value: 'two' },
    ],
    [
      'a condition on itself',
      [{ key: 'one', conditions: [{ question: 'one', is: 'ANSWERED' }] }],
      { code: 'CONDITION_ON_LATER', at: 'one', value: 'one' },
    ],
    [
      'a condition on a value that nobody can choose',
      [
        { key: 'one', kind: 'YES_NO' },
        { key: 'two', conditions: [{ question: 'one', is: 'ONE_OF', values: ['perhaps'] }] },
      ],
      { code: 'CONDITION_ON_OTHER_VALUE', at: 'two', value: 'perhaps' },
    ],
    [
      'a choice of nothing',
      [{ key: 'one', kind: 'CHOICE' }],
      { code: 'NO_CHOICES', at: 'one', value: 'CHOICE' },
    ],
    [
      'one choice twice',
      [
        {
          key: 'one',
          kind: 'CHOICE',
          choices: ['a', 'a'].map((value) => ({ value, label: { en: 'A', fr: 'A' } })),
        },
      ],
      { code: 'CHOICE_TWICE', at: 'one', value: 'a' },
    ],
    [
      'choices of a question that has none',
      [{ key: 'one', choices: [{ value: 'a', label: { en: 'A', fr: 'A' } }] }],
      { code: 'CHOICES_OF_NONE', at: 'one', value: 'TEXT' },
    ],
    [
      'a text that lacks a language',
      [{ key: 'one', label: { en: 'One' } }],
      { code: 'LANGUAGE_MISSING', at: 'one', value: 'fr' },
    ],
  ])('is refused with %s', (_, questions, problem) => {
    expect(formProblems(formOf(questions), LANGUAGES)).toEqual([problem]);
  });
});

describe('the standard form', () => {
  const questions = STANDARD_FORM.pages.flatMap((one) => one.questions);
  const keys = (is: (one: Question) => boolean): string[] => questions.filter(is).map(({ key }) => key);

  it('can be published in English and French', () => {
    expect(formProblems(STANDARD_FORM, LANGUAGES)).toEqual([]);
  });

  it('guards name, birth, document and photograph, and nobody without a need reads them', () => {
    expect(keys(({ isGuarded }) => isGuarded)).toEqual([
      'passportName',
      'birthDate',
      'birthPlace',
      'document',
      'photo',
    ]);
    expect(questions.filter(({ readers }) => readers.some((role) => role.startsWith('PARTNER')))).toEqual([]);
  });

  it('keeps private what is private, and asks nothing twice', () => {
    expect(keys(({ isPrivate }) => isPrivate)).toEqual(['diet', 'needsAccess', 'accessNeeds']);
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });
});
