import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareNames, LIKELY_SAME_NAME, nameLikeness } from './compare-names.js';

describe('two names', () => {
  it.each([
    ['A. Invented', 'Amadeus Invented'],
    ['Mohammed bin Samplan', 'Muhammad bin Samplan'],
    ['Bashar al-Exampli', 'Bachar el-Exampli'],
    ['Sergei Primerov', 'Сергей Викторович Примеров'],
    ['李小明', 'Li Xiaoming'],
    ['فرناندو بيريزا', 'Fernando Beireza'],
    ['VladimirSampel', 'Vladimir Sampel'],
    ['Robert Hypothet', 'Bob Hypothet'],
    ['Abdul Ghani Sampleturk', 'Abdul Ghani Baradar Abdul Ahmad Sampleturk'],
    ['María José Ejemplo', 'Maria Jose Ejemplo'],
    ['Lovesample, Ada', 'Ada Lovesample'],
    ['Пример Петрова', 'Primer Petrova'],
    ['Mohamed El-Muster', 'Mohammed El Muster'],
    ['H.E. Ambassador Olive Specimen', 'Olive Specimen'],
    ['שלום דוגמן', 'Shalom Dogman'],
    ['김예시', 'Kim Yesi'],
  ])('%s and %s are likely one person’s, whichever comes first', (one, other) => {
    expect(nameLikeness(one, other)).toBeGreaterThanOrEqual(LIKELY_SAME_NAME);
    expect(nameLikeness(other, one)).toBe(nameLikeness(one, other));
  });

  it.each([
    ['Christopher Sample', 'Christopher Placeholder'],
    ['Maria Silva', 'Maria Santos'],
    ['Ana Muster', 'Boris Muster'],
    ['A. Invented', 'B. Invented'],
    ['Muster', 'Ana Muster'],
    ['Mario Esempio', 'Maria Esempio'],
    ['李小明', '黎晓鸣'],
    ['山田太郎', '山本次郎'],
    ['Jean Exemple', 'Jeanne Échantillon'],
    ['', ''],
    ['!', '?'],
  ])('%s and %s are not', (one, other) => {
    expect(nameLikeness(one, other)).toBeLessThan(LIKELY_SAME_NAME);
    expect(nameLikeness(other, one)).toBe(nameLikeness(one, other));
  });

  it.each([
    ['A. Invented', 'Amadeus Invented', ['INITIAL']],
    ['Robert Hypothet', 'Bob Hypothet', ['NICKNAME']],
    ['Mohamed Samplan', 'Mohammed Samplan', ['ROMANISATION']],
    ['VladimirSampel', 'Vladimir Sampel', ['JOINED']],
    ['Ada Lovesample', 'Lovesample Ada', ['ORDER']],
    ['Abdul Ghani Sampleturk', 'Abdul Ghani Ahmad Sampleturk', ['LEFT_OUT']],
    ['Erika Placeholder', 'Erika Placehoder', ['SPELLING']],
    ['فرناندو بيريزا', 'Fernando Beireza', ['SCRIPT']],
    ['Ada Sample', 'ADA SAMPLE', []],
  ])('%s and %s are told apart by what differs', (one, other, evidence) => {
    expect(compareNames(one, other).evidence).toEqual(evidence);
  });
});

describe('names as delegations write them (cases of import, 17)', () => {
  it.each([
    ['EXEMPLE, Marie-Claire', 'Marie-Claire Exemple'],
    ['VAN DER VOORBEELD, Jan', 'Jan van der Voorbeeld'],
    ['S.E. Mme Awa Témoin', 'Awa Témoin'],
    ['H.E. Mr. MUESTRA PRUEBA, Juan', 'Juan Muestra Prueba'],
    ['Prof. Dr. Dr. h.c. Ute Muster', 'Ute Muster'],
    ['Instance, Kim, PhD', 'Kim Instance'],
    ['John Sample, OBE', 'John Sample'],
    ['de la Muestra, Ana', 'Ana de la Muestra'],
    ['Sample, Robert, Jr.', 'Robert Sample'],
    ['Sra. Dña. Rosa Caso', 'Rosa Caso'],
    ['Г-жа Образцова Вера', 'Вера Образцова'],
    ['د. كريم العينة', 'كريم العينة'],
    ['MCSAMPLE, Sr. Iain', 'Iain McSample'],
  ])('%s is %s', (one, other) => {
    expect(nameLikeness(one, other)).toBeGreaterThanOrEqual(LIKELY_SAME_NAME);
    expect(nameLikeness(other, one)).toBe(nameLikeness(one, other));
  });

  it.each([
    ['Drew Mistry-Sample', 'ew istry Sample'],
    ['Sri Contohwati', 'Contohwati'],
  ])('%s holds no title and is not %s', (one, other) => {
    expect(nameLikeness(one, other)).toBeLessThan(1);
  });
});

describe('names as they stand in passports (cases of governments, 11, 13 and 14)', () => {
  it.each([
    ['李小明', 'Li Xiaoming'],
    ['SUKARNOO', 'Sukarnoo'],
    ['Ronald McSample', 'RONALD MCSAMPLE'],
    ['DOE, Jane', 'Jane Doe'],
    ['Łukasz Þórsson-Strauß', 'LUKASZ THORSSON STRAUSS'],
    ['Jean-Luc D’Exemple', "Jean-Luc D'EXEMPLE"],
    ['ياسمين النموذجي', 'Yasmin al-Namudhaji'],
    ['O’Mocking', "O'MOCKING"],
  ])('%s and %s are one person’s', (one, other) => {
    expect(nameLikeness(one, other)).toBeGreaterThanOrEqual(LIKELY_SAME_NAME);
  });
});

describe('two organisations', () => {
  it.each([
    ['Sample Networks Ltd.', 'Sample Networks Limited'],
    ['Muster GmbH', 'Muster Gesellschaft mit beschränkter Haftung'],
    ['Exemple S.A.R.L.', 'Exemple SARL'],
    ['Channel Four & Company', 'Channel 4'],
  ])('%s and %s have one name', (one, other) => {
    expect(nameLikeness(one, other, 'organisation')).toBe(1);
  });

  it('with different numbers are two', () => {
    expect(nameLikeness('Sample Bank 24', 'Sample Bank 25', 'organisation')).toBeLessThan(LIKELY_SAME_NAME);
  });
});

describe('the likeness of any two names', () => {
  const name = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          'a',
          'abd',
          'al',
          'rahman',
          'abdalrahman',
          'Maria',
          '李小明',
          'محمد',
          'Сергей',
          'mr',
          '4',
        ),
        {
          maxLength: 12,
        },
      )
      .map((words) => words.join(' ')),
  );

  it('is the same in both directions, and between 0 and 1', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const likeness = nameLikeness(one, other);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(nameLikeness(other, one)).toBe(likeness);
      }),
      { numRuns: 300 },
    );
  });

  it('is 1 for a name with itself, if it has a letter or digit', () => {
    fc.assert(
      fc.property(name, (one) => {
        fc.pre(/[\p{L}\p{N}]/u.test(one) && /[a-z0-9]/i.test(one));
        expect(nameLikeness(one, one)).toBe(1);
      }),
    );
  });

  it('costs no more than its words allow, however long the names are', () => {
    const long = (letters: string) =>
      Array.from({ length: 100 }, (_, n) => letters.charAt(n % letters.length)).join(' ');
    // As many characters as an input takes, each a word; two letters apart from every word of the other.
    expect(nameLikeness(long('bcdfg'), long('hjklm'))).toBe(0);
    expect(nameLikeness('x'.repeat(200), 'x'.repeat(199))).toBe(1);
  });
});
