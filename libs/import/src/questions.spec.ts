import { describe, expect, it } from '@jest/globals';
import { countriesIn } from './countries.js';
import { turnedName } from './names.js';
import { answerKey, REMEMBERED } from './questions.js';
import { itemsOf, meaningOf, problemsOf, rowOf } from './testing/list-of.js';
import { KNOWN } from './testing/known.js';

const HEAD = ['Name', 'E-mail', 'Country', 'Sector'];

describe('a name with a comma', () => {
  it.each([
    ['SAMPLE, Robert', 'Robert SAMPLE'],
    ['Sample, Robert, Jr.', 'Robert Sample, Jr.'],
    ['Instance, Kim, PhD', 'Kim Instance, PhD'],
    ['de la Muestra, Ana', 'Ana de la Muestra'],
    ['Sample, Ma', 'Ma Sample'],
    ['العينة، كريم', 'كريم العينة'],
  ])('%s is turned to %s', (typed, name) => expect(turnedName(typed)).toBe(name));

  it.each(['John Sample, OBE', 'John Sample', 'Sample, Ann, Bob, Cy', ',', 'Sample,'])(
    '%s is not turned',
    (typed) => expect(turnedName(typed)).toBeNull(),
  );

  it('is asked about once, with what each choice gives, and its rows wait', () => {
    const lines = [
      HEAD,
      ['SAMPLE, Ann', '', '', 'Business'],
      ['Bob Case', '', '', 'Business'],
      ['EXEMPLE, Zoé', '', '', 'Business'],
    ];
    const open = meaningOf(lines);
    expect(itemsOf(open, 'NAME_ORDER')).toEqual([
      {
        item: '',
        shown: 'SAMPLE, Ann',
        choices: ['TURN', 'LEAVE'],
        rows: [2, 4],
        rowCount: 2,
        gives: { TURN: ['Ann SAMPLE', 'Zoé EXEMPLE'], LEAVE: ['SAMPLE, Ann', 'EXEMPLE, Zoé'] },
        answer: undefined,
      },
    ]);
    expect(open.rows.map(({ outcome }) => outcome)).toEqual(['ASK', 'NEW', 'ASK']);
    const left = meaningOf(lines, { answers: { 'NAME_ORDER/': 'LEAVE' } });
    expect(left.rows.map(({ fields }) => fields.name)).toEqual(['SAMPLE, Ann', 'Bob Case', 'EXEMPLE, Zoé']);
  });
});

describe('a form of address', () => {
  it('is asked about by itself, whatever its case and dots', () => {
    const lines = [
      HEAD,
      ['Dr. Ann Sample', '', '', 'Business'],
      ['DR Bob Case', '', '', 'Business'],
      ['Sri Contohwati', '', '', 'Business'],
    ];
    expect(itemsOf(meaningOf(lines), 'HONORIFICS_IN_NAMES').map(({ item, rows }) => [item, rows])).toEqual([
      ['dr', [2, 3]],
      ['sri', [4]],
    ]);
    const answers = {
      [answerKey('HONORIFICS_IN_NAMES', 'dr')]: 'TAKE_OUT',
      [answerKey('HONORIFICS_IN_NAMES', 'sri')]: 'LEAVE',
    };
    expect(meaningOf(lines, { answers }).rows.map(({ fields }) => [fields.honorific, fields.name])).toEqual([
      ['Dr.', 'Ann Sample'],
      ['DR', 'Bob Case'],
      [undefined, 'Sri Contohwati'],
    ]);
  });

  it('in a name gives way to the one in its own column', () => {
    const meaning = meaningOf(
      [
        ['Name', 'Honorific', 'Sector'],
        ['Dr Ann Sample', 'Prof.', 'Business'],
      ],
      { answers: { 'HONORIFICS_IN_NAMES/dr': 'TAKE_OUT' } },
    );
    expect(rowOf(meaning, 2).fields).toMatchObject({ honorific: 'Prof.', name: 'Ann Sample' });
  });
});

describe('a name in two columns', () => {
  it('is put together as a person says, and by itself where one half is missing', () => {
    const lines = [
      ['Family name', 'Given name', 'Sector'],
      ['Sample', 'Ann', 'Business'],
      ['Sukarsample', '', 'Business'],
    ];
    const open = meaningOf(lines);
    expect(open.rows.map(({ outcome }) => outcome)).toEqual(['ASK', 'NEW']);
    expect(itemsOf(open, 'NAME_OUT_OF_COLUMNS')[0]?.choices).toEqual(['GIVEN_FAMILY', 'FAMILY_GIVEN']);
    const said = meaningOf(lines, { answers: { 'NAME_OUT_OF_COLUMNS/': 'FAMILY_GIVEN' } });
    expect(said.rows.map(({ fields }) => fields.name)).toEqual(['Sample Ann', 'Sukarsample']);
  });
});

describe('a country', () => {
  it.each([
    ['Bosnia & Herzegovina', ['BA']],
    ['the netherlands', ['NL']],
    ['U.S.', ['US']],
    ['CIV', ['CI']],
    ['ger', []],
    ['Südkorea', ['KR']],
    ['Costa do Marfim', ['CI']],
    ['Congo', ['CG', 'CD']],
    ['Corée', ['KR', 'KP']],
    ['France / Germany', ['FR', 'DE']],
    ['France and Atlantis', []],
    ['Yugoslavia', []],
    ['', []],
  ])('%s is %j', (text, codes) => expect(countriesIn(text, KNOWN.countries)).toEqual(codes));

  it('that is two is asked once a word, and only its rows wait', () => {
    const lines = [
      HEAD,
      ['Ann Sample', '', 'Korea', 'Business'],
      ['Bob Case', '', 'KOREA', 'Business'],
      ['Cy Case', '', 'FR', 'Business'],
    ];
    const open = meaningOf(lines);
    expect(itemsOf(open, 'COUNTRY_WORD')).toMatchObject([
      { item: 'korea', choices: ['KR', 'KP'], rows: [2, 3] },
    ]);
    expect(open.rows.map(({ outcome }) => outcome)).toEqual(['ASK', 'ASK', 'NEW']);
    expect(meaningOf(lines, { answers: { 'COUNTRY_WORD/korea': 'KP' } }).rows[1]?.fields.country).toBe('KP');
    // What was said and fits no choice counts as not said.
    expect(meaningOf(lines, { answers: { 'COUNTRY_WORD/korea': 'FR' } }).rows[1]?.outcome).toBe('ASK');
  });

  it('that is none stops its rows, until somebody says for the word which it is, or that there is none', () => {
    const lines = [HEAD, ['Ann Sample', '', 'Yugoslavia', 'Business'], ['Cy Case', '', 'FR', 'Business']];
    expect(problemsOf(meaningOf(lines))).toEqual(['C2 COUNTRY_UNKNOWN']);
    const said = (code: string | null) =>
      rowOf(meaningOf(lines, { answers: { 'COUNTRY_WORD/yugoslavia': code } }), 2);
    expect(said('RS')).toMatchObject({ outcome: 'NEW', fields: { country: 'RS' } });
    expect(said(null)).toMatchObject({ outcome: 'NEW', problems: [] });
    expect(said('XX').outcome).toBe('ASK');
  });

  it('NA is Namibia among codes, and asked among names', () => {
    const list = (other: string) =>
      meaningOf([HEAD, ['Ann Sample', '', 'NA', 'Business'], ['Cy Case', '', other, 'Business']]);
    expect(rowOf(list('FR'), 2).fields.country).toBe('NA');
    expect(rowOf(list('France'), 2).waitsFor).toEqual(['COUNTRY_WORD/na']);
    expect(itemsOf(list('France'), 'COUNTRY_WORD')[0]?.choices).toEqual(['NA', null]);
  });
});

describe('a constituency', () => {
  it('is known by its name and its code in any case; another word is asked once', () => {
    const lines = [
      HEAD,
      ...['civil SOCIETY', 'civil_society', 'ONG', 'ong'].map((word) => ['Ann Sample', '', '', word]),
    ].map((line, index) => (index === 0 ? line : [`Ann Sample ${'x'.repeat(index)}`, ...line.slice(1)]));
    const open = meaningOf(lines);
    expect(open.rows.map(({ fields }) => fields.constituency)).toEqual([
      'CIVIL_SOCIETY',
      'CIVIL_SOCIETY',
      undefined,
      undefined,
    ]);
    expect(itemsOf(open, 'CONSTITUENCY_WORD')).toMatchObject([{ item: 'ong', shown: 'ONG', rows: [4, 5] }]);
  });

  it('is asked for the whole list where no column says it, and not where there is only one', () => {
    const lines = [
      ['Name', 'E-mail'],
      ['Ann Sample', 'ann@example.org'],
    ];
    expect(itemsOf(meaningOf(lines), 'CONSTITUENCY_OF_ALL')[0]?.choices).toEqual([
      'BUSINESS',
      'ACADEMIA',
      'CIVIL_SOCIETY',
    ]);
    const one = meaningOf(lines, {}, { constituencies: [{ code: 'YOUTH', name: 'Youth' }] });
    expect(one).toMatchObject({ questions: [], rows: [{ fields: { constituency: 'YOUTH' } }] });
  });
});

describe('answers that were remembered', () => {
  const lines = [HEAD, ['Ann Sample', '', '', 'ONG']];
  const remembered = { answers: { 'CONSTITUENCY_WORD/ong': 'CIVIL_SOCIETY' } };

  it('are taken, and shown as answered', () => {
    const meaning = meaningOf(lines, {}, { remembered });
    expect(meaning.rows[0]).toMatchObject({ outcome: 'NEW', fields: { constituency: 'CIVIL_SOCIETY' } });
    expect(itemsOf(meaning, 'CONSTITUENCY_WORD')[0]?.answer).toBe('CIVIL_SOCIETY');
  });

  it('give way to what is said now', () => {
    const meaning = meaningOf(lines, { answers: { 'CONSTITUENCY_WORD/ong': 'ACADEMIA' } }, { remembered });
    expect(meaning.rows[0]?.fields.constituency).toBe('ACADEMIA');
  });

  it('are about words and forms, never about rows of one file', () => {
    expect(
      ['GROUP_HEADINGS', 'HIDDEN_ROWS', 'GROUP_FILL', 'CONSTITUENCY_OF_ALL'].filter((about) =>
        (REMEMBERED as ReadonlySet<string>).has(about),
      ),
    ).toEqual([]);
  });
});

describe('a title and an institution in one column', () => {
  const lines = [
    ['Name', 'Title and institution', 'Sector'],
    ['Ann Sample', 'Head of Policy\nSample Trust, London', 'Business'],
    ['Bob Case', 'Professor of Law, University of Case', 'Business'],
    ['Cy Case', 'Consultant', 'Business'],
  ];
  const parted = (way: string) =>
    meaningOf(lines, { answers: { 'PART_TITLE_AND_INSTITUTION/': way } }).rows.map(({ fields }) => [
      fields.jobTitle,
      fields.organisation,
    ]);

  it('are parted as a person says', () => {
    expect(parted('LINE_BREAK_ELSE_LAST_COMMA')).toEqual([
      ['Head of Policy', 'Sample Trust, London'],
      ['Professor of Law', 'University of Case'],
      ['Consultant', undefined],
    ]);
    expect(parted('LEAVE_AS_TITLE')[1]).toEqual(['Professor of Law, University of Case', undefined]);
    expect(parted('LEAVE_AS_INSTITUTION')[1]).toEqual([undefined, 'Professor of Law, University of Case']);
  });

  it('give way to a column of its own', () => {
    const own = [
      ['Name', 'Title and institution', 'Organisation', 'Sector'],
      ['Ann Sample', 'Dean, University of Sample', 'Sample Trust', 'Business'],
    ];
    const answers = { 'PART_TITLE_AND_INSTITUTION/': 'LINE_BREAK_ELSE_LAST_COMMA' };
    expect(meaningOf(own, { answers }).rows[0]?.fields).toMatchObject({
      jobTitle: 'Dean',
      organisation: 'Sample Trust',
    });
  });

  it('wait until then', () => {
    expect(meaningOf(lines).counts).toEqual({ NEW: 0, UPDATE: 0, LEAVE: 0, ASK: 3 });
  });
});
