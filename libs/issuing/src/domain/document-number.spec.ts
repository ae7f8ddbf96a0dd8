import { describe, expect, it } from '@jest/globals';
import {
  documentNumber,
  documentPath,
  keyOf,
  newSecret,
  numberAsTyped,
  prefixOf,
} from './document-number.js';
import { isPrintedName } from './name-check.js';

describe('the number of a document', () => {
  it('begins with the initials of the conference, or with what its slug has', () => {
    expect(prefixOf({ name: 'London Conference on Cyberspace', slug: 'london-2027' })).toBe('LCC');
    expect(prefixOf({ name: 'Élan numérique Été', slug: 'elan' })).toBe('EE');
    expect(prefixOf({ name: 'open networks', slug: 'open-2027' })).toBe('OPEN');
    expect(prefixOf({ name: 'مؤتمر', slug: '2027' })).toBe('DOC');
  });

  it('has the year and six digits, or more', () => {
    expect(documentNumber('LCC', 2027, 42)).toBe('LCC-2027-000042');
    expect(documentNumber('LCC', 2027, 1_234_567)).toBe('LCC-2027-1234567');
  });

  it('is read as people type it', () => {
    expect(numberAsTyped(' lcc–2027 - 000042 ')).toBe('LCC-2027-000042');
  });
});

describe('the address of a document', () => {
  it('has a random part, and stands behind the sign that browsers keep to themselves', () => {
    const [one, other] = [newSecret(), newSecret()];
    expect(one).toMatch(/^[\w-]{23}$/);
    expect(one).not.toBe(other);
    expect(documentPath(one)).toBe(`/document#${one}`);
    expect(keyOf(one)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the name as printed', () => {
  it('is compared without accents, capitals, spaces and signs', () => {
    expect(isPrintedName('muestra', ['Muestra'])).toBe(true);
    expect(isPrintedName("cote d'ivoire", ['Côte d’Ivoire'])).toBe(true);
    expect(isPrintedName('the government of benin', ['Benin', 'the Government of Benin'])).toBe(true);
  });

  it('is no other name, no part of it, and nothing empty', () => {
    expect(isPrintedName('Modelo', ['Muestra'])).toBe(false);
    expect(isPrintedName('Mue', ['Muestra'])).toBe(false);
    expect(isPrintedName(' - ', ['-'])).toBe(false);
  });

  it('is compared in every script', () => {
    expect(isPrintedName('المغرب', ['المغرب'])).toBe(true);
    expect(isPrintedName('中国', ['中国'])).toBe(true);
    expect(isPrintedName('日本', ['中国'])).toBe(false);
  });
});
