import { describe, expect, it } from '@jest/globals';
import { honorificKey } from '#libs/names';
import { wordKey } from './countries.js';
import { interpret, type ImportRow, type Meaning } from './interpret.js';
import { type EarlierNomination, type Known } from './known.js';
import { answerKey, type Choice, type Question } from './questions.js';
import { type ExpectedMeaning, type MeaningCase, meaningCases } from './testing/cases.js';
import { KNOWN } from './testing/known.js';

type Expected = ExpectedMeaning;

const CASES = await meaningCases();

function caseOf(number: string): MeaningCase {
  const found = CASES.find((one) => one.number === number);
  if (found === undefined) throw new Error(`There is no case import-${number}.`);
  return found;
}

/** Every single thing that a case asks: its key, and what was answered. */
const asked = ({ questions }: Expected): readonly (readonly [key: string, answer: Choice | undefined])[] =>
  questions.flatMap(({ about, word, column, answer, answers }) => {
    if (answers === undefined) {
      const item = word === undefined ? (column ?? '') : wordKey(word);
      return [[answerKey(about, item), answer] as const];
    }
    return Object.entries(answers).map(
      ([item, one]) =>
        [answerKey(about, about === 'HONORIFICS_IN_NAMES' ? honorificKey(item) : item), one] as const,
    );
  });

const answersOf = (expected: Expected): Readonly<Record<string, Choice>> =>
  Object.fromEntries(
    asked(expected).flatMap(([key, answer]) => (answer === undefined ? [] : [[key, answer]])),
  );

/** What a body has after it has applied a case. */
const drafted = (of: MeaningCase): readonly EarlierNomination[] =>
  interpret(of.sheet, KNOWN, { answers: answersOf(of.expected) })
    .rows.filter(({ outcome }) => outcome === 'NEW')
    .map(({ row, fields }) => ({ id: String(row), fields, isChangeable: true }));

const knownFor = ({ number }: MeaningCase): Known =>
  number === '20' ? { ...KNOWN, earlier: drafted(caseOf('01')) } : KNOWN;

const meaningOf = (one: MeaningCase): Meaning =>
  interpret(one.sheet, knownFor(one), { answers: answersOf(one.expected) });

const byCell = (left: { readonly cell: string }, right: { readonly cell: string }): number =>
  left.cell < right.cell ? -1 : 1;

/** A row as the cases write it. */
const written = ({ row, fields, nameParts, other, problems }: ImportRow, isEarlier: boolean): unknown => ({
  row,
  ...(isEarlier ? { name: fields.name } : { ...fields, ...nameParts }),
  ...(Object.keys(other).length === 0 ? {} : { other }),
  problems: problems.map(({ said: _said, mark: _mark, ...problem }) => problem).sort(byCell),
});

const itemsOf = (questions: readonly Question[]) =>
  questions.flatMap(({ about, items }) => items.map((item) => ({ about, ...item })));

describe.each(CASES)('the list of $file', (one) => {
  const { expected, number } = one;
  const meaning = meaningOf(one);

  it(`has the columns that a careful officer sees (case import-${number})`, () => {
    const fields = meaning.columns
      .filter(({ heading }) => heading !== '')
      .map(({ letter, field }) => [letter, field]);
    expect(Object.fromEntries(fields)).toEqual(expected.reading.columns);
    for (const [letter, order] of Object.entries(expected.reading.dateOrder ?? {})) {
      expect(meaning.dateOrders[letter]).toBe(order);
    }
    expect(
      meaning.told.map((told) => ('cells' in told ? { ...told, cells: [...told.cells].sort() } : told)),
    ).toEqual((expected.told ?? []).filter(({ kind }) => /^(COLUMNS_NOT_USED|GUARDS_TAKEN_OFF)$/.test(kind)));
  });

  it(`asks what only a person can say, once (case import-${number})`, () => {
    const items = itemsOf(interpret(one.sheet, knownFor(one), { answers: answersOf(expected) }).questions);
    expect(items.map(({ about, item }) => answerKey(about, item)).sort()).toEqual(
      asked(expected)
        .map(([key]) => key)
        .sort(),
    );
    for (const { about, word, choices, rows, onlyIfUsed } of expected.questions) {
      const same = items.filter(
        (item) => item.about === about && (word === undefined || item.shown === word),
      );
      if (choices !== undefined)
        expect(new Set(same.map((item) => item.choices.join()))).toEqual(new Set([choices.join()]));
      if (rows !== undefined) expect(same.flatMap((item) => item.rows)).toEqual(rows);
      expect(meaning.questions.find((question) => question.about === about)?.isOnlyIfUsed).toBe(
        onlyIfUsed ?? false,
      );
    }
  });

  it(`gives the fields and problems of every row (case import-${number})`, () => {
    const rows = expected.rows.map(
      ({ outcome, earlier: _earlier, changes: _changes, cells: _cells, ...row }) => ({
        ...(outcome === undefined || outcome === 'NEW' ? row : { row: row.row, name: row.name }),
        problems: row.problems.map(({ about: _about, ...problem }) => problem).sort(byCell),
      }),
    );
    const found = meaning.rows.map((row) => written(row, row.earlierId !== null));
    expect(found).toEqual(rows);
    expect(meaning.rows.flatMap(({ waitsFor }) => waitsFor)).toEqual([]);
  });

  it(`says which rows are nobody, and why (case import-${number})`, () => {
    const skipped = meaning.skipped.flatMap(({ row, to, why, sameAs }) =>
      Array.from({ length: to - row + 1 }, (_none, index) => ({
        row: row + index,
        why,
        ...(sameAs === undefined ? {} : { sameAs }),
      })),
    );
    expect(skipped).toEqual(expected.skipped);
  });
});

describe('the list of a body that has loaded one before', () => {
  const again = caseOf('20');
  const meaning = meaningOf(again);

  it('drafts, updates, leaves or asks, row by row (case import-20)', () => {
    expect(
      meaning.rows.map(({ row, outcome, earlierId, changes }) => ({ row, outcome, earlierId, changes })),
    ).toEqual(
      again.expected.rows.map(({ row, outcome, earlier, changes }) => ({
        row,
        outcome,
        earlierId: earlier === undefined ? null : String(earlier.row),
        changes: changes ?? {},
      })),
    );
  });

  it('counts what the button would do (case import-20)', () => {
    const { NEW: draft, UPDATE: update, LEAVE: leave, ASK: ask } = meaning.counts;
    expect({ draft, update, leave, ask }).toEqual(again.expected.button);
  });
});
