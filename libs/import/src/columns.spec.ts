import { describe, expect, it } from '@jest/globals';
import { headingKey, headingMeaning, KNOWN_HEADINGS, meaningOfTwo } from './headings.js';
import { interpret } from './interpret.js';
import { fieldsOf, meaningOf, sheetOf } from './testing/list-of.js';
import { KNOWN } from './testing/known.js';

describe('a heading', () => {
  it.each([
    ['E-mail address', 'email'],
    ['Courriel', 'email'],
    ['Correo\u00a0electrónico', 'email'],
    ['Indirizzo e-mail', 'email'],
    ['Endereço eletrônico', 'email'],
    ['Эл. почта', 'email'],
    ['البريد الإلكتروني', 'email'],
    ['电子邮件', 'email'],
    ['メールアドレス', 'email'],
    ['Organisation (required)', 'organisation'],
    ['Name of organisation', 'organisation'],
    ['Einrichtung', 'organisation'],
    ['Istituzione', 'organisation'],
    ['所属', 'organisation'],
    ['NACIONALIDAD', 'country'],
    ['Staat', 'country'],
    ['País', 'country'],
    ['Name of nominee', 'name'],
    ['Nom et prénom', 'name'],
    ['Vor- und Zuname', 'name'],
    ['Apellidos y nombre', 'name'],
    ['Фамилия, имя, отчество', 'name'],
    ['氏名', 'name'],
    ['Prénom', 'given'],
    ['Cognome', 'family'],
    ['Sobrenome', 'family'],
    ['Anrede', 'honorific'],
    ['Должность', 'jobTitle'],
    ['Title', 'title'],
    ['Position / Organisation', 'jobTitleAndOrganisation'],
    ['Funktion und Einrichtung', 'jobTitleAndOrganisation'],
    ['Delegation', 'delegation'],
    ['Nom de la délégation', 'delegation'],
    ['Country / Pays', 'country'],
    ['界别', 'constituency'],
    ['Priority', 'rank'],
    ['Name for the badge', 'badgeName'],
  ])('%s says %s', (heading, meaning) => expect(headingMeaning(heading)).toBe(meaning));

  it.each([
    'フリガナ',
    'Telephone',
    'Passport name',
    'Arrival',
    '',
    '---',
    'Internal note',
    'x'.repeat(10_000),
  ])('%s says nothing of a nomination', (heading) => expect(headingMeaning(heading)).toBeNull());

  it('is read with the one above it', () => {
    expect(meaningOfTwo('Organisation', 'Name / Nom')).toBe('organisation');
    expect(meaningOfTwo('Name', 'Title')).toBe('title');
    expect(meaningOfTwo('Organisation', 'Country')).toBe('country');
    expect(meaningOfTwo('Contact', 'E-mail')).toBe('email');
    expect(meaningOfTwo('Group', '')).toBe('constituency');
    expect(meaningOfTwo('Organisation', 'Tel.')).toBeNull();
  });

  it('is one key in all its spellings', () => {
    expect(headingKey(' PRÉNOM* (obligatoire)')).toBe(headingKey('Prenom'));
    expect(KNOWN_HEADINGS).toContain('prénom');
  });
});

describe('the columns of a list', () => {
  const person = ['Muster', 'Ute', 'ute@example.org'];

  it('have "Name" as the family beside a given name, and as the given name beside a family', () => {
    expect(fieldsOf(meaningOf([['Name', 'Vorname', 'E-Mail'], person]))).toEqual({
      A: 'family',
      B: 'given',
      C: 'email',
    });
    expect(fieldsOf(meaningOf([['Apellidos', 'Nombre', 'Correo'], person]))).toEqual({
      A: 'family',
      B: 'given',
      C: 'email',
    });
  });

  it('have "Name" as the whole name beside both, which are kept nowhere', () => {
    const meaning = meaningOf([
      ['Family', 'Given', 'Name'],
      ['Muster', 'Ute', 'Ute Muster'],
    ]);
    expect(fieldsOf(meaning)).toEqual({ A: null, B: null, C: 'name' });
    expect(meaning.rows[0]).toMatchObject({ fields: { name: 'Ute Muster' }, other: {} });
    expect(meaning.told).toEqual([{ kind: 'COLUMNS_NOT_USED', columns: ['A', 'B'] }]);
  });

  it('have "Title" as what stands before a name, where the cells say so, and else as a post', () => {
    const titles = (...values: string[]) =>
      fieldsOf(meaningOf([['Name', 'Title'], ...values.map((value) => ['Ute Muster', value])]))['B'];
    expect(titles('Dr', 'Sr', 'Prof. Dr.')).toBe('honorific');
    expect(titles('Director', 'Dean', 'Dr')).toBe('jobTitle');
  });

  it('have each field once: the first takes it, and a hidden one only what no other has', () => {
    const lines = [
      ['Name', 'E-mail', 'E-mail 2', 'Country'],
      ['Ute Muster', 'ute@example.org', 'muster@example.org', 'Germany'],
      ['Max Muster', 'max@example.org', 'muster@example.com', 'Germany'],
    ];
    expect(fieldsOf(meaningOf(lines))).toEqual({ A: 'name', B: 'email', C: null, D: 'country' });
    const hidden = interpret({ ...sheetOf(...lines), hiddenColumns: ['B', 'D'] }, KNOWN);
    expect(fieldsOf(hidden)).toEqual({ A: 'name', B: null, C: 'email', D: 'country' });
    expect(hidden.rows[0]?.other).toEqual({});
  });

  it('are known by their contents where their heading says nothing', () => {
    const meaning = meaningOf([
      ['Name', 'Contact', '', ''],
      ['Ute Muster', 'ute@example.org', 'Business', 'FR'],
      ['Max Muster', 'max@example.org', 'Academia', 'DE'],
    ]);
    expect(fieldsOf(meaning)).toEqual({ A: 'name', B: 'email', C: 'constituency', D: 'country' });
  });

  it('are no countries where not one of their cells is', () => {
    expect(
      fieldsOf(
        meaningOf([
          ['Name', 'Nationality'],
          ['Ute Muster', 'German'],
          ['Max Muster', 'British'],
        ]),
      ),
    ).toEqual({ A: 'name', B: null });
  });

  it('are what a person says, else what was remembered by the heading, else a guess', () => {
    const lines = [
      ['Name', 'Dept.', 'Who'],
      ['Policy', 'Research', 'Ute Muster'],
    ];
    const remembered = {
      columns: { [headingKey('Dept.')]: 'organisation', [headingKey('Who')]: 'name' },
    } as const;
    expect(fieldsOf(meaningOf(lines, {}, { remembered }))).toEqual({ A: null, B: 'organisation', C: 'name' });
    expect(fieldsOf(meaningOf(lines, { columns: { B: null, C: 'jobTitle' } }, { remembered }))).toEqual({
      A: 'name',
      B: null,
      C: 'jobTitle',
    });
  });

  it('are asked for where none has names, and rows wait until somebody has said', () => {
    const lines = [
      ['Who comes', 'E-mail'],
      ['Ute Muster', 'ute@example.org'],
    ];
    const open = meaningOf(lines);
    expect(open.rows[0]).toMatchObject({
      outcome: 'ASK',
      waitsFor: expect.arrayContaining(['NAME_COLUMN/']) as unknown,
    });
    expect(open.questions[0]).toMatchObject({ about: 'NAME_COLUMN', items: [{ choices: ['A'] }] });
    expect(meaningOf(lines, { answers: { 'NAME_COLUMN/': 'A' } }).rows[0]?.fields.name).toBe('Ute Muster');
  });

  it('keep what no field takes by their headings, the second of two equal ones with its letter', () => {
    const meaning = meaningOf([
      ['Name', 'Note', 'Note'],
      ['Ute Muster', 'window', 'aisle'],
    ]);
    expect(meaning.rows[0]?.other).toEqual({ Note: 'window', 'Note (C)': 'aisle' });
  });
});
