import { describe, expect, it } from '@jest/globals';
import { governmentOf } from '#libs/organisations';
import { LETTER_LANGUAGES, type LetterLanguage } from '../domain/organisation-invitation.js';
import { daysInWords } from './letter-dates.js';
import { type LetterFacts, letterOf, type LetterSource } from './letter.js';

const CONFERENCE = {
  name: 'Open Networks (2027)',
  city: 'London',
  startsOn: '2027-11-01',
  endsOn: '2027-11-02',
  timeZone: 'Europe/London',
};

const source = (
  language: LetterLanguage,
  addressee: Partial<LetterSource['addressee']> = {},
  said: Partial<LetterSource['invitation']> = {},
): LetterSource => ({
  conference: CONFERENCE,
  hostName: 'Foreign & Commonwealth Office',
  now: new Date('2027-03-04T10:00:00Z'),
  invitation: {
    level: 'MINISTER',
    seats: { DELEGATE: 3, HEAD: 1 },
    replyBy: '2027-09-15',
    language,
    signatory: 'Olive Specimen',
    salutation: 'Excellency,',
    ...said,
  },
  addressee: { isGovernment: true, name: 'Benin', government: governmentOf('BJ', language), ...addressee },
});

const textOf = (run: LetterFacts['paragraphs'][number][number]): string =>
  typeof run === 'string' ? run : 'fixed' in run ? run.fixed : run.text;

/** All that a letter says, a line a paragraph. */
function lines(from: LetterSource): string[] {
  const letter = letterOf(from);
  if ('missing' in letter) throw new Error(letter.missing.join());
  const { addressee, salutation, paragraphs, after } = letter.facts;
  return [
    ...addressee.map(({ text }) => text),
    salutation.text,
    ...[...paragraphs, ...after].map((runs) => runs.map(textOf).join('')),
  ];
}

describe('the letter to an organisation', () => {
  it.each([
    ['fr', 'BJ', 'le Gouvernement du Bénin'],
    ['fr', 'BE', 'le Gouvernement de la Belgique'],
    ['fr', 'BS', 'le Gouvernement des Bahamas'],
    ['fr', 'DZ', 'le Gouvernement de l’Algérie'],
    ['en', 'BS', 'the Government of the Bahamas'],
    ['en', 'AG', 'the Government of Antigua and Barbuda'],
    ['es', 'BR', 'el Gobierno del Brasil'],
    ['es', 'AF', 'el Gobierno del Afganistán'],
  ] as const)(
    'in %s speaks of the government of %s as its name joins: %s (case G28)',
    (language, code, form) => {
      const [addressee = '', , first = ''] = lines(
        source(language, { government: governmentOf(code, language) }),
      );
      expect(addressee.toLowerCase()).toBe(form.toLowerCase());
      expect(addressee).toMatch(/^\p{Lu}/u);
      expect(first).toContain(` ${form} `);
    },
  );

  it('says until when to answer, where and at which level, and never midnight', () => {
    expect(lines(source('en'))).toEqual([
      'The Government of Benin',
      'Excellency,',
      'Foreign & Commonwealth Office presents its compliments and would be honoured if the Government of Benin took part in Open Networks (2027), to be held in London, 1–2 November 2027.',
      'The invitation is at the level of: Minister.',
      'Seats are offered to your delegation as follows:',
      'Please reply by Wednesday 15 September 2027, end of the day in London.',
    ]);
  });

  it('addresses an organisation by its name, and bends it nowhere', () => {
    const addressee = { isGovernment: false, name: 'Organisation internationale X', government: undefined };
    const [name, , first] = lines(source('fr', addressee));
    expect(name).toBe('Organisation internationale X');
    expect(first).toContain('compter votre organisation parmi les participants');
  });

  it.each(['ru', 'ar', 'zh'] as const)('in %s needs no form of a name', (language) => {
    const [name, , first] = lines(source(language, { name: 'Sample', government: undefined }));
    expect(name).toBe('Sample');
    expect(first).not.toContain('Sample');
  });

  it('is not made where somebody would have to guess, and names what is missing (case G17, case G28)', () => {
    const none = { salutation: null, signatory: null };
    expect(letterOf(source('fr', { name: undefined, government: undefined }, none))).toEqual({
      missing: ['SALUTATION', 'NAME', 'GOVERNMENT_FORM'],
    });
  });

  it('names nobody but its addressee, in each way in which it does', () => {
    expect(letterOf(source('en'))).toMatchObject({ names: ['Benin', 'the Government of Benin'] });
  });

  it.each([
    ['en', '1–2 November 2027', 'London, 4 March 2027', 'Wednesday 15 September 2027'],
    ['fr', '1er–2 novembre 2027', 'London, le 4 mars 2027', 'mercredi 15 septembre 2027'],
    ['es', '1–2 de noviembre de 2027', 'London, 4 de marzo de 2027', 'miércoles, 15 de septiembre de 2027'],
    ['ru', '1–2 ноября 2027 года', 'London, 4 марта 2027 года', 'среда, 15 сентября 2027 года'],
    ['zh', '2027年11月1日至2日', 'London，2027年3月4日', '2027年9月15日星期三'],
  ] as const)(
    'writes its days in %s as letters do, and ends no sentence twice: %s',
    (language, days, today, replyBy) => {
      const letter = letterOf(source(language, { government: 'Sample' }));
      if ('missing' in letter) throw new Error('There is no letter');
      const said = lines(source(language, { government: 'Sample' })).join('\n');
      expect(said).toContain(days);
      expect(said).toContain(replyBy);
      expect(said).not.toContain('..');
      expect(letter.facts.dateline.map(textOf).join('')).toBe(today);
    },
  );

  it.each([
    ['2027-11-01', '2027-11-01', '2027年11月1日', '1 November 2027'],
    ['2027-10-31', '2027-11-02', '2027年10月31日至11月2日', '31 October – 2 November 2027'],
    ['2027-12-31', '2028-01-02', '2027年12月31日至2028年1月2日', '31 December 2027 – 2 January 2028'],
  ])('has days from %s to %s as %s and %s', (first, last, zh, en) => {
    expect([daysInWords(first, last, 'zh'), daysInWords(first, last, 'en-GB')]).toEqual([
      zh,
      en.replaceAll(' – ', '–'),
    ]);
  });

  it.each(LETTER_LANGUAGES)('has Arabic digits and a word for each seat in %s', (language) => {
    const letter = letterOf(source(language, { government: 'Sample', isGovernment: true }));
    if ('missing' in letter) throw new Error('There is no letter');
    expect(letter.facts.seats.map(({ count }) => count)).toEqual(['1', '3']);
    expect(lines(source(language, { government: 'Sample' })).join(' ')).toContain('2027');
  });
});
