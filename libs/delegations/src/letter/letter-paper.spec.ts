import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DocumentRenderer, type JsonValue, LEAST_CODE_MM, qrCode } from '#libs/documents';
import { governmentOf } from '#libs/organisations';
import { LETTER_LANGUAGES, type LetterLanguage } from '../domain/organisation-invitation.js';
import { letterOf } from './letter.js';

const NAMES: Readonly<Record<LetterLanguage, string>> = {
  en: 'Côte d’Ivoire',
  fr: 'Côte d’Ivoire',
  es: 'Côte d’Ivoire',
  ru: 'Кот-д’Ивуар',
  ar: 'كوت ديفوار',
  zh: '科特迪瓦',
};
const SALUTATIONS: Readonly<Record<LetterLanguage, string>> = {
  en: 'Excellency,',
  fr: 'Excellence,',
  es: 'Excelencia:',
  ru: 'Ваше Превосходительство,',
  ar: 'صاحب السعادة،',
  zh: '阁下：',
};
const ADDRESS = 'https://conference.example/document#0123456789abcdefghijklm';

async function dataOf(
  language: LetterLanguage,
  name: string,
): Promise<{ readonly [key: string]: JsonValue }> {
  const letter = letterOf({
    conference: {
      name: 'Open Networks (2027)',
      city: 'London',
      startsOn: '2027-11-01',
      endsOn: '2027-11-02',
      timeZone: 'Europe/London',
    },
    hostName: 'Foreign & Commonwealth Office',
    now: new Date('2027-03-04T10:00:00Z'),
    invitation: {
      level: 'MINISTER',
      seats: { HEAD: 1, DELEGATE: 3, INTERPRETER: 1 },
      replyBy: '2027-09-15',
      language,
      signatory: 'Olive Specimen, Secretary-General of the Conference',
      salutation: SALUTATIONS[language],
    },
    addressee: { isGovernment: true, name, government: governmentOf('CI', language) },
  });
  if ('missing' in letter) throw new Error(letter.missing.join());
  const issued = {
    number: 'LCC-2027-000042',
    address: ADDRESS,
    page: 'https://conference.example/document',
    code: await qrCode(ADDRESS),
    codeWidth: LEAST_CODE_MM,
  };
  return { ...letter.facts, issued };
}

describe('the letter on paper', () => {
  const renderer = new DocumentRenderer();
  afterAll(() => renderer.close());

  it.each(LETTER_LANGUAGES)('is one page in %s, and every font is there (case G24)', async (language) => {
    const made = await renderer.render('letter', await dataOf(language, NAMES[language]));
    expect(made).toMatchObject({ pages: 1 });
    const { LETTERS_TO } = process.env;
    if (LETTERS_TO !== undefined && 'pdf' in made) writeFileSync(`${LETTERS_TO}/${language}.pdf`, made.pdf);
  });

  it('is a draft that says so, without number, where it is not issued', async () => {
    const data = { ...(await dataOf('ar', NAMES.ar)), issued: null };
    const made = await renderer.render('letter', data);
    expect(made).toMatchObject({ pages: 1 });
    const { LETTERS_TO } = process.env;
    if (LETTERS_TO !== undefined && 'pdf' in made) writeFileSync(`${LETTERS_TO}/draft.pdf`, made.pdf);
  });

  it('is not made with a sign that no font has, and says which and where (case G23)', async () => {
    expect(await renderer.render('letter', await dataOf('zh', 'Ana 🜨 Muestra'))).toEqual({
      reason: 'MISSING_SIGNS',
      missing: [{ path: ['addressee', '0', 'text'], sign: '🜨', codePoint: 'U+1F728' }],
    });
  });
});
