import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { interpret, type Meaning } from './interpret.js';
import { answerKey, type Answers, type Choice } from './questions.js';
import { type Sheet, type SheetCell, type SheetRow } from './sheet.js';
import { KNOWN } from './testing/known.js';

const HEADINGS = [
  'Name',
  'Vorname',
  'E-mail',
  'Organisation',
  'Title',
  'Pays',
  'Sector',
  'Title and institution',
  'Arrival',
  'Rank',
  '',
];
const WORDS = [
  'Ada Sample',
  'SAMPLE, Robert, Jr.',
  'Dr. Ute Muster',
  'S.E. Mme MUESTRA, Ana',
  '李',
  'n/a',
  'NA',
  '-',
  'ann@example.org',
  'ANN@example.org; bob@example.org',
  'Bob <bob@example.org>',
  'Korea',
  'France',
  'Atlantis',
  'Business',
  'NGOs',
  'Total: 4',
  '04/05/2011',
  '25/12/2011',
  '=1+1',
  "'+44",
  '#N/A',
  '7,49E+10',
  'Head of Policy\nSample Trust',
  '\u200b',
  'x'.repeat(301),
];
const text = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const cell: fc.Arbitrary<SheetCell> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ text }) },
  fc.constant({ text: '', formulaWithoutValue: true as const }),
  fc.constant({ text: '#REF!', error: '#REF!' }),
  fc.constant({ text: 'see link', link: 'mailto:ann@example.org' }),
  fc.constant({ text: '', mergedFrom: 'A2' }),
  fc.constant({ text: 'long', characters: 50_000 }),
);
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const cells = fc
  .tuple(...LETTERS.map(() => fc.option(cell, { nil: undefined, freq: 3 })))
  .map((all): Record<string, SheetCell> =>
    Object.fromEntries(
      all.flatMap((one, index): [string, SheetCell][] =>
        one === undefined ? [] : [[LETTERS[index] ?? '', one]],
      ),
    ),
  );

const sheet: fc.Arbitrary<Sheet> = fc
  .record({
    headings: fc.shuffledSubarray(HEADINGS, { minLength: 2, maxLength: LETTERS.length }),
    rows: fc.array(
      fc.record({
        cells,
        gap: fc.integer({ min: 1, max: 3 }),
        hidden: fc.constantFrom('', '', '', 'hand', 'filter'),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ headings, rows }) => {
    let row = 1;
    const body = rows.map(({ cells: own, gap, hidden }): SheetRow => {
      row += gap;
      return {
        row,
        cells: own,
        ...(hidden === 'hand' ? { isHidden: true as const } : {}),
        ...(hidden === 'filter' ? { isFiltered: true as const } : {}),
      };
    });
    const top: SheetRow = {
      row: 1,
      cells: Object.fromEntries(
        headings.map((heading, index): [string, SheetCell] => [LETTERS[index] ?? '', { text: heading }]),
      ),
    };
    return { rows: [top, ...body], headingRows: [1] };
  });

/** What is asked and not answered, and what a problem lets a person choose. */
const openItems = ({
  questions,
  rows,
}: Meaning): readonly (readonly [key: string, choices: readonly Choice[]])[] => [
  ...questions.flatMap(({ about, items }) =>
    items
      .filter(({ answer }) => answer === undefined)
      .map(({ item, choices }) => [answerKey(about, item), choices] as const),
  ),
  ...rows.flatMap(({ row, problems }) =>
    problems.flatMap(({ kind, choices }) =>
      choices === undefined || !/^(SAME_IN_FILE|NAME_DIFFERS)$/.test(kind)
        ? []
        : [[answerKey(kind, row), choices] as const],
    ),
  ),
];

/** Answers one open item after another, the one that `pick` says, always in the same way, until nothing is open. */
function answered(of: Sheet, pick: (count: number) => number): Meaning {
  let answers: Answers = {};
  for (;;) {
    const meaning = interpret(of, KNOWN, { answers });
    const open = openItems(meaning).filter(([, choices]) => choices.length > 0);
    const [key, choices] = open[pick(open.length)] ?? [];
    if (key === undefined || choices === undefined) return meaning;
    answers = {
      ...answers,
      [key]: choices[[...key].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % choices.length] ?? null,
    };
  }
}

describe('what a list means', () => {
  it('is told of any sheet: nothing throws, and every row is a person, skipped or a heading, once', () => {
    fc.assert(
      fc.property(sheet, (one) => {
        const { rows, skipped, counts } = interpret(one, KNOWN);
        const numbers = [
          ...rows.map(({ row }) => row),
          ...skipped.flatMap(({ row, to }) =>
            Array.from({ length: to - row + 1 }, (_none, index) => row + index),
          ),
          ...one.headingRows,
        ].sort((left, right) => left - right);
        expect(numbers).toEqual(
          Array.from({ length: one.rows.at(-1)?.row ?? 0 }, (_none, index) => index + 1),
        );
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for equal sheets', () => {
    fc.assert(
      fc.property(sheet, (one) =>
        expect(interpret(structuredClone(one), KNOWN)).toEqual(interpret(one, KNOWN)),
      ),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which questions are answered', () => {
    fc.assert(
      fc.property(sheet, (one) => {
        const forwards = answered(one, () => 0);
        const backwards = answered(one, (count) => count - 1);
        expect(backwards.rows).toEqual(forwards.rows);
        expect(backwards.skipped).toEqual(forwards.skipped);
        expect(
          forwards.rows.flatMap(({ waitsFor }) => waitsFor).filter((key) => !key.startsWith('NAME_COLUMN')),
        ).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('changes nothing of a row when rows of other people come below it', () => {
    const people: Sheet = {
      headingRows: [1],
      rows: [
        {
          row: 1,
          cells: {
            A: { text: 'Name' },
            B: { text: 'E-mail' },
            C: { text: 'Country' },
            D: { text: 'Sector' },
          },
        },
      ],
    };
    const person = fc.record({ name: text, country: text, sector: fc.constantFrom('Business', 'NGOs') });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 8 }), (all) => {
        const rows = all.map(({ name, country, sector }, index) => ({
          row: index + 2,
          cells: {
            A: { text: name },
            B: { text: `p${index}@example.org` },
            C: { text: country },
            D: { text: sector },
          },
        }));
        // The codes of a whole column say what NA is.
        fc.pre(!all.some(({ country }) => country.includes('NA')));
        const first = (count: number) =>
          interpret({ ...people, rows: [...people.rows, ...rows.slice(0, count)] }, KNOWN, {
            columns: { C: 'country' },
          }).rows.find(({ row }) => row === 2);
        expect(first(rows.length)).toEqual(first(1));
      }),
      { numRuns: 150 },
    );
  });

  it('never gives a draft more than its rules take', () => {
    fc.assert(
      fc.property(sheet, (one) => {
        for (const { fields } of interpret(one, KNOWN).rows) {
          for (const [field, value] of Object.entries(fields)) {
            if (field !== 'constituency') {
              expect(KNOWN.rules[field as keyof typeof KNOWN.rules].safeParse(value).success).toBe(true);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
