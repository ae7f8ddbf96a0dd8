import { describe, expect, it } from '@jest/globals';
import { meaningOfDocumentCode } from './issuing-states.js';
import { DOCUMENT_KINDS, documentNumber, judgeDocument, type TravelDocument } from './travel-document.js';

const AT = { nationalities: ['DE', 'FR', 'BR'], today: '2027-06-01', lastDay: '2027-11-02' };
const PASSPORT: TravelDocument = {
  kind: 'PASSPORT',
  number: 'C01X00T47',
  nationality: 'FR',
  expiresOn: '2031-04-30',
};

describe('a travel document', () => {
  it('shows one nationality of several (case G16)', () => {
    expect(judgeDocument(PASSPORT, AT)).toEqual({ problems: [], warnings: [] });
    expect(judgeDocument({ ...PASSPORT, nationality: 'GB' }, AT).problems).toEqual(['NATIONALITY_NOT_NAMED']);
  });

  it('may have no date of expiry (case G16)', () => {
    expect(judgeDocument({ ...PASSPORT, expiresOn: null }, AT)).toEqual({ problems: [], warnings: [] });
  });

  it('is taken with a warning where it ends before the conference does (case G16)', () => {
    expect(judgeDocument({ ...PASSPORT, expiresOn: '2027-11-01' }, AT)).toEqual({
      problems: [],
      warnings: ['EXPIRES_BEFORE_THE_END'],
    });
    expect(judgeDocument({ ...PASSPORT, expiresOn: '2027-11-02' }, AT).warnings).toEqual([]);
  });

  it('is refused where it has ended, until a person of the host lets it pass (case G16)', () => {
    const expired = { ...PASSPORT, expiresOn: '2027-05-20' };
    expect(judgeDocument(expired, AT)).toEqual({ problems: ['EXPIRED'], warnings: [] });
    expect(judgeDocument(expired, { ...AT, isLetPass: true })).toEqual({ problems: [], warnings: [] });
    expect(judgeDocument({ ...PASSPORT, expiresOn: AT.today }, AT).problems).toEqual([]);
  });

  it('may be a laissez-passer, or that of a refugee or a stateless person, without a nationality (case G16)', () => {
    expect(DOCUMENT_KINDS).toEqual(
      expect.arrayContaining(['LAISSEZ_PASSER', 'REFUGEE_TRAVEL_DOCUMENT', 'STATELESS_TRAVEL_DOCUMENT']),
    );
    const stateless = { ...PASSPORT, kind: 'STATELESS_TRAVEL_DOCUMENT' as const, nationality: null };
    expect(judgeDocument(stateless, { ...AT, nationalities: [] })).toEqual({ problems: [], warnings: [] });
  });

  it('names a day on which it ends, not a month', () => {
    expect(judgeDocument({ ...PASSPORT, expiresOn: '2031-04' }, AT).problems).toEqual(['NO_DATE']);
    expect(judgeDocument({ ...PASSPORT, expiresOn: '2031-04-31' }, AT).problems).toEqual(['NO_DATE']);
  });

  it('has a number of letters and digits, copied as people copy it', () => {
    expect(documentNumber(' ab 123-4567 ')).toBe('AB1234567');
    expect(judgeDocument({ ...PASSPORT, number: 'AB 1234567' }, AT).problems).toEqual([]);
    expect(judgeDocument({ ...PASSPORT, number: 'N° 12' }, AT).problems).toEqual(['NUMBER']);
    expect(judgeDocument({ ...PASSPORT, number: '' }, AT).problems).toEqual(['NUMBER']);
  });
});

describe('the code of a document', () => {
  it.each(['D', 'DEU', 'D<<', 'de'])('%s means Germany (case G16)', (code) => {
    expect(meaningOfDocumentCode(code)).toEqual({ country: 'DE' });
  });

  it.each([
    ['GBN', { country: 'GB' }],
    ['RKS', { country: 'XK' }],
    ['UNO', { designation: 'UNITED_NATIONS' }],
    ['XXA', { designation: 'STATELESS' }],
    ['XXB', { designation: 'REFUGEE' }],
  ])('%s means what ICAO 9303 says', (code, meaning) => {
    expect(meaningOfDocumentCode(code)).toEqual(meaning);
  });

  it('is none where no document has it', () => {
    expect(['', 'Q', 'ZZZ', 'GERMANY'].map((code) => meaningOfDocumentCode(code))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
