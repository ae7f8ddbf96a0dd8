import { describe, expect, it } from '@jest/globals';
import { mayBeNameOfLine, passportLine } from './passport-name.js';

const name = (surname: string, givenNames = '') => ({ surname, givenNames });
const filled = (line: string): string => line.padEnd(44, '<');

describe('the machine-readable line of a passport', () => {
  it('has a single name once, whichever field it was typed in (case G13)', () => {
    const right = 'P<UTOSUKARNOO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<';
    expect(passportLine('UTO', name('Sukarnoo'))).toBe(right);
    expect(passportLine('UTO', name('', 'Sukarnoo'))).toBe(right);
    expect(right).toHaveLength(44);
  });

  it('keeps every letter of a name: none is dropped, none becomes a sign of filling (case G14)', () => {
    expect(passportLine('UTO', name('Þórsson-Strauß', 'Łukasz'))).toBe(
      'P<UTOTHORSSON<STRAUSS<<LUKASZ<<<<<<<<<<<<<<<',
    );
  });

  it.each([
    [name('McSample', 'Ronald'), 'P<UTOMCSAMPLE<<RONALD'],
    [name('van der Probe', 'Ludwig'), 'P<UTOVAN<DER<PROBE<<LUDWIG'],
    [name('D’Exemple', 'Jean-Luc'), 'P<UTODEXEMPLE<<JEAN<LUC'],
    [name("O'Mocking"), 'P<UTOOMOCKING'],
    [name('Ørsted', 'Åse'), 'P<UTOORSTED<<ASE'],
    [name('Çelik', 'Işıl'), 'P<UTOCELIK<<ISIL'],
    [name('Nguyễn', 'Văn Đức'), 'P<UTONGUYEN<<VAN<DUC'],
  ])('writes %j as ICAO 9303 says (case G14)', (typed, line) => {
    expect(passportLine('UTO', typed)).toBe(filled(line));
  });

  it('says nothing of a name in other letters: how that is written is the passport’s own (case G14)', () => {
    expect(passportLine('UTO', name('النموذجي', 'ياسمين'))).toBeUndefined();
    expect(mayBeNameOfLine('ALNAMUTHAJI<<YASMIN'.padEnd(39, '<'), name('النموذجي', 'ياسمين'))).toBe(true);
  });

  it('pads the code of a state that has one letter', () => {
    expect(passportLine('D', name('Mustermann', 'Erika'))).toBe(filled('P<D<<MUSTERMANN<<ERIKA'));
  });

  it('is cut at its 44 signs and keeps the beginning of the given names', () => {
    const long = passportLine('UTO', name('A'.repeat(60), 'Berta'));
    expect(long).toHaveLength(44);
    expect(long?.endsWith('A<<B')).toBe(true);
  });
});

describe('the name of a line, beside the name that was typed', () => {
  const isSame = (signs: string, surname: string, given: string): boolean =>
    mayBeNameOfLine(signs.padEnd(39, '<'), name(surname, given));

  it('differs from nobody who has it, with each spelling that states use (case G14)', () => {
    expect(isSame('THORSSON<STRAUSS<<LUKASZ', 'Þórsson-Strauß', 'Łukasz')).toBe(true);
    for (const line of ['MUELLER<<ANA', 'MULLER<<ANA', 'MUXXLLER<<ANA'])
      expect(isSame(line, 'Müller', 'Ana')).toBe(true);
    expect(isSame('OERSTED<<AASE', 'Ørsted', 'Åse')).toBe(true);
    expect(isSame('SUKARNOO', 'Sukarnoo', '')).toBe(true);
  });

  it('differs from another one', () => {
    expect(isSame('MILLER<<ANA', 'Müller', 'Ana')).toBe(false);
    expect(isSame('MUELLER<<ANNA', 'Müller', 'Ana')).toBe(false);
    expect(isSame('ANA<<MUELLER', 'Müller', 'Ana')).toBe(false);
  });

  it('cannot be told apart where the line is full', () => {
    expect(isSame('A'.repeat(39), 'A'.repeat(50), 'Berta')).toBe(true);
  });
});
