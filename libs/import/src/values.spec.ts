import { describe, expect, it } from '@jest/globals';
import { datesOfColumn, parseDateText } from './dates.js';
import { DRAFT_FIELDS } from './fields.js';
import { PROBLEMS, problem, problemWords } from './problems.js';
import { fieldsOf, itemsOf, meaningOf, problemsOf, rowOf } from './testing/list-of.js';
import { KNOWN } from './testing/known.js';
import { saysNothing, tidy, unguarded } from './tidy.js';

/** One row, by heading. */
const row = (cells: Readonly<Record<string, string>>, said = {}) => {
  const all = { Name: 'Ute Muster', Sector: 'Business', ...cells };
  const meaning = meaningOf([Object.keys(all), Object.values(all)], said);
  return { ...rowOf(meaning, 2), problems: problemsOf(meaning) };
};

describe('text of a cell', () => {
  it.each([
    ['Jose\u0301', 'José', 0],
    ['\ufeffAda\u200b  Sample\u00a0', 'Ada Sample', 2],
    ['\u202aada@example.org\u202c', 'ada@example.org', 2],
    ['نمونه\u200cزاده', 'نمونه\u200cزاده', 0],
    ['Ada\u200d', 'Ada', 1],
    ['👩🏽\u200d🔬', '👩🏽\u200d🔬', 0],
    ['Ada\u00a0Sam\u00adple', 'Ada Sample', 1],
    ['Anne\r\nSpecimen', 'Anne Specimen', 0],
    ['a\tb', 'a b', 0],
    ['', '', 0],
  ])('%j is tidied to %j', (typed, text, removed) => expect(tidy(typed)).toEqual({ text, removed }));

  it('keeps its lines where it is prose', () => {
    expect(tidy('First. \r\n  Second.', true).text).toBe('First.\nSecond.');
  });

  it.each([
    ["'=A", '=A'],
    ["'+44 20", '+44 20'],
    ["'-5", '-5'],
    ["'@x", '@x'],
    ["'t Hof", "'t Hof"],
    ['="0031"', '0031'],
    ['="a""b"', 'a"b'],
    ['=1+1', '=1+1'],
    ["''=A", "'=A"],
  ])('%s is %s without what spreadsheets need', (typed, text) => expect(unguarded(typed)).toBe(text));

  it.each(['n/a', 'N/A', '-', '—', '--', '?', 'TBC', 'néant', 'нет', '无'])(
    '%s says that there is nothing',
    (text) => expect(saysNothing(text)).toBe(true),
  );
  it.each(['-- Director --', 'Na Eun', 'NATO', '0'])('%s says something', (text) =>
    expect(saysNothing(text)).toBe(false),
  );
});

describe('a name', () => {
  it.each(['Null', 'Na', 'None', '李', "'t Hooft"])('may be %s', (name) => {
    expect(row({ Name: name }).fields.name).toBe(name);
  });
  it.each(['\u200b', '-', 'n/a', '...', '12'])(
    'is missing where the cell has %j, and the row waits',
    (name) => {
      expect(row({ Name: name, 'E-mail': 'ute@example.org' })).toMatchObject({
        problems: ['A2 NAME_MISSING'],
        outcome: 'ASK',
      });
    },
  );
});

describe('a value that cannot be used', () => {
  it('stops its row, and is told with its limit', () => {
    const [one] = meaningOf([
      ['Name', 'Organisation', 'Sector'],
      ['Ute Muster', 'O'.repeat(301), 'Business'],
    ]).rows;
    expect(one).toMatchObject({
      outcome: 'ASK',
      problems: [{ cell: 'B2', kind: 'TOO_LONG', limit: 300, characters: 301 }],
    });
    expect(one?.fields.organisation).toBeUndefined();
    expect(row({ Organisation: 'é'.repeat(300) }).problems).toEqual([]);
  });

  it.each([
    ['E-mail', 'ute at example.org', 'EMAIL_INVALID'],
    ['E-mail', 'ute@example', 'EMAIL_INVALID'],
    ['Country', '#N/A', 'ERROR_VALUE'],
    ['Rank', 'first', 'VALUE_REFUSED'],
    ['Rank', '0', 'VALUE_REFUSED'],
    ['Capacity', 'guest of honour', 'VALUE_REFUSED'],
    ['Language', 'Klingon!', 'VALUE_REFUSED'],
    ['Badge name', '李', 'VALUE_REFUSED'],
  ])('in %s is %s: %s', (heading, text, kind) => {
    const read = row({ [heading]: text }, heading === 'Country' ? { columns: { C: 'country' } } : {});
    expect(read).toMatchObject({ problems: [`C2 ${kind}`], outcome: 'ASK' });
  });

  it('is mended by what a person types in its place, or by leaving it empty', () => {
    const broken = { 'E-mail': 'ute at example.org' };
    expect(row(broken, { cells: { C2: 'ute@example.org' } })).toMatchObject({
      outcome: 'NEW',
      fields: { email: 'ute@example.org' },
    });
    expect(row(broken, { cells: { C2: '' } })).toMatchObject({ outcome: 'NEW', problems: [] });
  });
});

describe('a value that is absent', () => {
  it('stops nothing but name and constituency', () => {
    expect(row({ 'E-mail': 'n/a', Organisation: '', Country: '-' })).toMatchObject({
      outcome: 'NEW',
      problems: [],
    });
    expect(row({ Sector: '-', 'E-mail': 'ute@example.org' })).toMatchObject({
      outcome: 'ASK',
      problems: ['B2 CONSTITUENCY_MISSING'],
    });
  });
});

describe('an address', () => {
  it.each([
    ['mailto:ute@example.org?subject=x', 'EMAIL_TAKEN_OUT'],
    ['<ute@example.org>,', 'EMAIL_TAKEN_OUT'],
    ['Ute Muster <ute@example.org>', 'EMAIL_TAKEN_OUT'],
    ['ｕｔｅ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'EMAIL_TAKEN_OUT'],
    ['Marta Secretaria <ute@example.org>', 'EMAIL_OF_ANOTHER'],
    ['ute@example.org / UTE@example.org', 'EMAIL_TAKEN_OUT'],
  ])('comes out of %s, and it is told', (text, kind) => {
    expect(row({ 'E-mail': text })).toMatchObject({ outcome: 'NEW', problems: [`C2 ${kind}`] });
    expect(String(row({ 'E-mail': text }).fields.email).toLowerCase()).toBe('ute@example.org');
  });

  it('is chosen by a person where there are two', () => {
    const [one] = meaningOf([
      ['Name', 'E-mail', 'Sector'],
      ['Ute Muster', 'ute@example.org/muster@example.org', 'Business'],
    ]).rows;
    expect(one?.problems).toEqual([
      { cell: 'B2', kind: 'EMAIL_TWO', stops: true, choices: ['ute@example.org', 'muster@example.org'] },
    ]);
  });

  it('is that of the link under its cell, unless the two differ', () => {
    const linked = (text: string, link: string) =>
      meaningOf([
        ['Name', 'E-mail', 'Sector'],
        ['Ute Muster', { text, link }, 'Business'],
      ]);
    expect(linked('write', 'mailto:ute@example.org').rows[0]?.fields.email).toBe('ute@example.org');
    expect(problemsOf(linked('UTE@example.org', 'mailto:ute@example.org'))).toEqual([]);
    expect(problemsOf(linked('ute@example.org', 'mailto:max@example.org'))).toEqual([
      'B2 EMAIL_LINK_DIFFERS',
    ]);
    expect(problemsOf(linked('write', 'http://example.org'))).toEqual(['B2 EMAIL_INVALID']);
  });
});

describe('other values', () => {
  it.each([
    ['Rank', '7.0', 'rank', 7],
    ['Capacity', 'Orateur', 'capacity', 'SPEAKER'],
    ['Language', 'français', 'language', 'fr'],
    ['Language', 'EN', 'language', 'en'],
  ])('%s %s', (heading, text, field, value) =>
    expect(row({ [heading]: text }).fields).toMatchObject({ [field]: value }),
  );

  it('of every field of a nomination have a column', () => {
    expect(Object.keys(KNOWN.rules).sort()).toEqual([...DRAFT_FIELDS].sort());
  });

  it('of a number that a program has rounded are told', () => {
    expect(row({ Telephone: '7,49555E+10' }).problems).toEqual(['C2 NUMBER_SPOILED']);
  });
});

describe('a date', () => {
  it.each([
    ['2011-10-31', '2011-10-31'],
    ['2011-11-01T18:30', '2011-11-01T18:30'],
    ['31/10/2011', '2011-10-31'],
    ['12/25/1971', '1971-12-25'],
    ['3.11.2011', '2011-11-03'],
    ['05/05/2012', '2012-05-05'],
    ['1 Nov 2011', '2011-11-01'],
    ['1er novembre 2011', '2011-11-01'],
    ['1 de noviembre de 2011', '2011-11-01'],
    ['3. März 2011', '2011-03-03'],
    ['November 1, 2011', '2011-11-01'],
  ])('is read out of %s', (text, iso) => expect(parseDateText(text)).toMatchObject({ iso }));

  it.each(['31/02/2011', '99/99/2011', '2011', '0044 20', 'May', '1/2/11', ''])(
    'is not read out of %s',
    (text) => expect(parseDateText(text)).toBeNull(),
  );

  it('has no order in a column whose values prove each other wrong', () => {
    expect(datesOfColumn(['31/10/2011', '04/05/2011'])).toEqual({
      areDates: true,
      order: 'DAY_FIRST',
      isOpen: true,
    });
    expect(datesOfColumn(['31/10/2011', '10/31/2011', '04/05/2011'])).toEqual({
      areDates: true,
      order: null,
      isOpen: true,
    });
  });

  it('that can be read in two ways is asked for its column, and no row waits', () => {
    const lines = [
      ['Name', 'Sector', 'Born'],
      ['Ute Muster', 'Business', '04/05/1960'],
    ];
    const open = meaningOf(lines);
    expect(open.rows[0]).toMatchObject({ outcome: 'NEW', other: { Born: '04/05/1960' } });
    expect(itemsOf(open, 'DATE_ORDER')[0]?.gives).toEqual({
      DAY_FIRST: ['1960-05-04'],
      MONTH_FIRST: ['1960-04-05'],
    });
    expect(fieldsOf(open)['C']).toBeNull();
    expect(meaningOf(lines, { answers: { 'DATE_ORDER/C': 'MONTH_FIRST' } }).rows[0]?.other).toEqual({
      Born: '1960-04-05',
    });
  });
});

describe('the words of a problem', () => {
  it('say what is so and how to mend it, with its figures', () => {
    expect(problemWords(problem('TOO_LONG', 'D2', { limit: 5_000, characters: 40_000 }))).toBe(
      'At most 5,000 characters; the cell has 40,000. Shorten it.',
    );
    expect(problemWords(problem('VALUE_REFUSED', 'D2', { said: 'Use a whole number.' }))).toBe(
      'Use a whole number. Type another value, or leave it empty.',
    );
  });

  it('say how to mend whatever stops a row', () => {
    expect(Object.values(PROBLEMS).filter(({ stops, mend }) => stops && (mend as string) === '')).toEqual([]);
  });
});

describe('a delegation', () => {
  const HEAD = ['Delegation', 'Person_Name', 'Affiliation'];

  it('is the organisation of whoever names none, and stays beside the draft of whoever does', () => {
    const meaning = meaningOf([
      HEAD,
      ['Sample Islands', 'Ann Sample', 'Ministry of Tides'],
      ['Sample Islands', 'Bob Case', 'NA'],
      ['Sample Islands', 'Cy Case', ''],
    ]);
    expect(fieldsOf(meaning)).toEqual({ A: 'delegation', B: 'name', C: 'organisation' });
    expect([2, 3, 4].map((row) => rowOf(meaning, row).fields.organisation)).toEqual([
      'Ministry of Tides',
      'Sample Islands',
      'Sample Islands',
    ]);
    expect(rowOf(meaning, 2).other).toEqual({ Delegation: 'Sample Islands' });
  });

  it('tells apart two of one name who sit for others', () => {
    const meaning = meaningOf([
      HEAD,
      ['Sample League', 'Ann Sample', 'NA'],
      ['Case Council', 'Ann Sample', 'NA'],
      ['Case Council', 'Ann Sample', 'NA'],
    ]);
    expect(meaning.rows.map(({ row }) => row)).toEqual([2, 3]);
    expect(meaning.skipped).toMatchObject([{ row: 4, why: 'SAME_AS_ROW', sameAs: 3 }]);
  });

  it('does not stand for an organisation that has to be mended', () => {
    const meaning = meaningOf([HEAD, ['Sample Islands', 'Ann Sample', 'x'.repeat(2_000)]]);
    expect(rowOf(meaning, 2).fields.organisation).toBeUndefined();
    expect(problemsOf(meaning)).toEqual([expect.stringMatching(/^C2 /)]);
  });
});
