import { describe, expect, it } from '@jest/globals';
import { interpret, type Meaning } from './interpret.js';
import { buttonLabel } from './outcomes.js';
import { itemsOf, meaningOf, problemsOf, rowOf, sheetOf } from './testing/list-of.js';
import { KNOWN } from './testing/known.js';

const HEAD = ['Name', 'E-mail', 'Organisation', 'Sector'];
const ANN = ['Ann Sample', 'ann@example.org', 'Sample Trust', 'Business'];
const BOB = ['Bob Case', 'bob@example.org', 'Case Ltd', 'Business'];
const skipped = ({ skipped: all }: Meaning) =>
  all.map(({ row, to, why, sameAs }) => [row, to, why, sameAs].filter((part) => part !== undefined));

describe('a row that is nobody', () => {
  it.each([
    [['Total: 2'], 'TOTAL'],
    [['Total', '2'], 'TOTAL'],
    [['Summe', '', '2'], 'TOTAL'],
    [['合计', '2'], 'TOTAL'],
    [['Total', '20', '140', '3200'], 'TOTAL'],
    [['Please return this list by 23 September.'], 'BELOW_ROWS'],
    [['* observers only'], 'BELOW_ROWS'],
    [HEAD, 'HEADINGS_AGAIN'],
    [['', '', '', '', 'see over'], 'STRAY_CELL'],
    [['\u200b'], 'BLANK'],
  ])('%j is told as %s', (line, why) => {
    expect(skipped(meaningOf([HEAD, ANN, BOB, line]))).toEqual([[4, 4, why]]);
  });

  it.each([
    [['Total Sample', 'total@example.org', '', 'Business']],
    [['Summer', 'summer@example.org', '', 'Business']],
  ])('is not %j', (line) => expect(skipped(meaningOf([HEAD, ANN, BOB, line]))).toEqual([]));

  it('is told as one run where rows are blank', () => {
    expect(skipped(meaningOf([HEAD, [], [], ANN, [], BOB]))).toEqual([
      [2, 3, 'BLANK'],
      [5, 5, 'BLANK'],
    ]);
  });

  it('stands above the headings, too', () => {
    const sheet = sheetOf(['A list of nominees'], [], HEAD, ANN);
    expect(skipped(interpret({ ...sheet, headingRows: [3] }, KNOWN))).toEqual([
      [1, 1, 'ABOVE_HEADINGS'],
      [2, 2, 'BLANK'],
    ]);
  });

  it('is hidden, when a person says so; until then it waits alone', () => {
    const sheet = sheetOf(HEAD, ANN, BOB);
    const hidden = {
      ...sheet,
      rows: sheet.rows.map((row) => (row.row === 3 ? { ...row, isHidden: true as const } : row)),
    };
    const open = interpret(hidden, KNOWN);
    expect(open.rows.map(({ row, outcome, waitsFor }) => [row, outcome, waitsFor])).toEqual([
      [2, 'NEW', []],
      [3, 'ASK', ['HIDDEN_ROWS/']],
    ]);
    expect(skipped(interpret(hidden, KNOWN, { answers: { 'HIDDEN_ROWS/': 'LEAVE_OUT' } }))).toEqual([
      [3, 3, 'HIDDEN'],
    ]);
    expect(interpret(hidden, KNOWN, { answers: { 'HIDDEN_ROWS/': 'TAKE' } }).counts.NEW).toBe(2);
  });
});

describe('a hidden row of which nobody has said that it is taken', () => {
  it('stands for no equal row that people see', () => {
    const { rows, headingRows } = sheetOf(HEAD, ANN, ANN);
    const hidden = rows.map((row) => (row.row === 2 ? { ...row, isHidden: true as const } : row));
    expect(
      interpret({ rows: hidden, headingRows }, KNOWN).rows.map(({ row, outcome }) => [row, outcome]),
    ).toEqual([
      [2, 'ASK'],
      [3, 'NEW'],
    ]);
  });
});

describe('groups', () => {
  const grouped = [
    HEAD,
    ['Ann Sample', 'ann@example.org', 'Trust', 'NGOs'],
    ['Bob Case', 'bob@example.org', 'Case', ''],
  ];

  it('that stand only at their start are copied down when a person says so', () => {
    expect(rowOf(meaningOf(grouped), 3).waitsFor).toEqual(['GROUP_FILL/D']);
    const answers = { 'CONSTITUENCY_WORD/ngos': 'CIVIL_SOCIETY' };
    const copied = meaningOf(grouped, { answers: { ...answers, 'GROUP_FILL/D': 'COPY_DOWN' } });
    expect(rowOf(copied, 3)).toMatchObject({ outcome: 'NEW', fields: { constituency: 'CIVIL_SOCIETY' } });
    const left = meaningOf(grouped, { answers: { ...answers, 'GROUP_FILL/D': 'LEAVE_EMPTY' } });
    expect(problemsOf(left)).toEqual(['D3 CONSTITUENCY_MISSING']);
  });

  it('are not asked about where a value comes back: there it is missing', () => {
    const meaning = meaningOf([...grouped, ['Cy Case', 'cy@example.org', 'Case', 'NGOs']]);
    expect(itemsOf(meaning, 'GROUP_FILL')).toEqual([]);
    expect(problemsOf(meaning)).toEqual(['D3 CONSTITUENCY_MISSING']);
  });

  it('that are merged reach down surely', () => {
    const sheet = sheetOf(HEAD, ANN, ['Bob Case', 'bob@example.org', 'Case', { text: '', mergedFrom: 'D2' }]);
    expect(interpret(sheet, KNOWN)).toMatchObject({ questions: [], counts: { NEW: 2 } });
  });

  it('that stand alone in their column are headings, and hold until the next', () => {
    const meaning = meaningOf([
      HEAD,
      ['', '', '', 'Academia'],
      [...ANN.slice(0, 3), ''],
      ['', '', '', 'Business'],
      [...BOB.slice(0, 3), ''],
    ]);
    expect(meaning.rows.map(({ fields }) => fields.constituency)).toEqual(['ACADEMIA', 'BUSINESS']);
    expect(skipped(meaning)).toEqual([
      [2, 2, 'GROUP_HEADING'],
      [4, 4, 'GROUP_HEADING'],
    ]);
  });

  it('between the rows are asked about, row by row; a row with a group of its own does not wait', () => {
    const lines = [HEAD, ['Academia'], [...ANN.slice(0, 3), ''], BOB];
    expect(meaningOf(lines).rows.map(({ row, waitsFor }) => [row, waitsFor])).toEqual([
      [2, ['GROUP_HEADINGS/2']],
      [3, ['GROUP_HEADINGS/2']],
      [4, []],
    ]);
    const said = meaningOf(lines, { answers: { 'GROUP_HEADINGS/2': 'HEADING' } });
    expect(said.rows.map(({ fields }) => fields.constituency)).toEqual(['ACADEMIA', 'BUSINESS']);
  });
});

describe('a person who is in a list twice', () => {
  const AGAIN = ['A. Sample', 'ANN@example.org', 'Other Trust', 'Academia'];
  const lines = [HEAD, ANN, BOB, AGAIN];
  const said = (choice: string) => meaningOf(lines, { answers: { 'SAME_IN_FILE/4': choice } });

  it('is left out where nothing but case, accents and spaces differs', () => {
    const meaning = meaningOf([HEAD, ANN, ['ÁNN  SAMPLE', 'Ann@EXAMPLE.org', 'sample trust', 'business']]);
    expect(skipped(meaning)).toEqual([[3, 3, 'SAME_AS_ROW', 2]]);
  });

  it('is asked about where the address is the same and other details are not', () => {
    expect(rowOf(meaningOf(lines), 4).problems).toEqual([
      { cell: 'B4', kind: 'SAME_IN_FILE', stops: true, sameAs: 2, choices: ['ROW_2', 'ROW_4', 'TWO_PEOPLE'] },
    ]);
    expect(skipped(said('ROW_2'))).toEqual([[4, 4, 'SAME_AS_ROW', 2]]);
    expect(skipped(said('ROW_4'))).toEqual([[2, 2, 'SAME_AS_ROW', 4]]);
    expect(said('TWO_PEOPLE').counts).toEqual({ NEW: 3, UPDATE: 0, LEAVE: 0, ASK: 0 });
  });

  it('is not asked about for a name alone: two people may have it', () => {
    const meaning = meaningOf([
      HEAD,
      ['Ann Sample', '', 'Trust', 'Business'],
      ['Ann Sample', '', 'Other', 'Business'],
    ]);
    expect(meaning.counts).toMatchObject({ NEW: 2, ASK: 0 });
  });
});

describe('a row about a nomination that the body has', () => {
  const fields = {
    name: 'Ann Sample',
    email: 'ann@example.org',
    organisation: 'Sample Trust',
    constituency: 'BUSINESS',
    jobTitle: 'Dean',
  };
  const against = (line: readonly string[], isChangeable = true, answers = {}) =>
    rowOf(meaningOf([HEAD, line], { answers }, { earlier: [{ id: 'n1', fields, isChangeable }] }), 2);

  it('leaves it where only case, accents and spaces differ, and clears nothing', () => {
    expect(against(['ANN SÁMPLE', 'ANN@EXAMPLE.ORG', '', 'business'])).toMatchObject({
      outcome: 'LEAVE',
      earlierId: 'n1',
      changes: {},
      fields: { name: 'Ann Sample', email: 'ann@example.org' },
    });
  });

  it('updates what differs, field by field', () => {
    expect(against(['Ann Sample', 'ann@example.org', 'Other Trust', 'Academia'])).toMatchObject({
      outcome: 'UPDATE',
      changes: {
        organisation: { from: 'Sample Trust', to: 'Other Trust' },
        constituency: { from: 'BUSINESS', to: 'ACADEMIA' },
      },
    });
  });

  it('asks for another name', () => {
    const line = ['Anne Sample-Case', 'ann@example.org', 'Sample Trust', 'Business'];
    expect(against(line)).toMatchObject({
      outcome: 'ASK',
      changes: {},
      problems: [{ cell: 'A2', kind: 'NAME_DIFFERS', choices: ['Ann Sample', 'Anne Sample-Case'] }],
    });
    expect(against(line, true, { 'NAME_DIFFERS/2': 'Ann Sample' }).outcome).toBe('LEAVE');
    expect(against(line, true, { 'NAME_DIFFERS/2': 'Anne Sample-Case' })).toMatchObject({
      outcome: 'UPDATE',
      changes: { name: { from: 'Ann Sample', to: 'Anne Sample-Case' } },
    });
  });

  it('never touches what may not be changed, and says so', () => {
    expect(against(['Ann Sample', 'ann@example.org', 'Other Trust', 'Business'], false)).toMatchObject({
      outcome: 'LEAVE',
      changes: {},
      problems: [{ cell: 'C2', kind: 'NOT_CHANGEABLE', stops: false }],
    });
    expect(against(['Ann Sample', 'ann@example.org', '', 'Business'], false)).toMatchObject({
      outcome: 'LEAVE',
      problems: [],
    });
  });

  it('is found by the name where one side has no address, and not where both have another', () => {
    expect(against(['Ann Sample', '', '', 'Business'])).toMatchObject({ outcome: 'LEAVE', earlierId: 'n1' });
    expect(against(['Ann Sample', 'sample@example.org', '', 'Business'])).toMatchObject({
      outcome: 'NEW',
      earlierId: null,
    });
  });

  it('is found by one row only', () => {
    const meaning = meaningOf(
      [HEAD, ANN, [...ANN.slice(0, 2), 'Other', 'Business']],
      { answers: { 'SAME_IN_FILE/3': 'TWO_PEOPLE' } },
      { earlier: [{ id: 'n1', fields, isChangeable: true }] },
    );
    expect(meaning.rows.map(({ earlierId }) => earlierId)).toEqual(['n1', null]);
  });

  describe('of namesakes without addresses', () => {
    const namesake = (id: string, organisation: string) => ({
      id,
      fields: { name: 'Ann Sample', organisation, constituency: 'BUSINESS' },
      isChangeable: true,
    });
    const line = (organisation: string) => ['Ann Sample', '', organisation, 'Business'];
    const answers = { 'SAME_IN_FILE/3': 'TWO_PEOPLE', 'SAME_IN_FILE/4': 'TWO_PEOPLE' };
    const found = (organisations: readonly string[], earlier: readonly ReturnType<typeof namesake>[]) =>
      meaningOf([HEAD, ...organisations.map(line)], { answers }, { earlier }).rows.map(
        ({ earlierId, outcome }) => `${outcome} ${String(earlierId)}`,
      );
    const two = [namesake('n1', 'Sample Trust'), namesake('n2', 'Other Trust')];

    it('is the one that says the same, in whichever order the rows stand: a list that is loaded again doubles nobody', () => {
      expect(found(['Sample Trust', 'Other Trust'], two)).toEqual(['LEAVE n1', 'LEAVE n2']);
      expect(found(['Other Trust', 'Sample Trust'], two)).toEqual(['LEAVE n2', 'LEAVE n1']);
    });

    it('is none that says the same as another row', () => {
      expect(found(['Third Trust', 'Other Trust'], two)).toEqual(['UPDATE n1', 'LEAVE n2']);
      expect(found(['Third Trust', 'Other Trust', 'Sample Trust'], two)).toEqual([
        'NEW null',
        'LEAVE n2',
        'LEAVE n1',
      ]);
    });
  });
});

describe('the button', () => {
  it('says what it does, and nothing of rows that wait', () => {
    expect(buttonLabel({ NEW: 187, UPDATE: 9, LEAVE: 4, ASK: 7 })).toBe('Draft 187, update 9, leave 4');
    expect(buttonLabel({ NEW: 0, UPDATE: 1, LEAVE: 0, ASK: 0 })).toBe('Update 1');
    expect(buttonLabel({ NEW: 0, UPDATE: 0, LEAVE: 0, ASK: 3 })).toBe('');
  });
});
