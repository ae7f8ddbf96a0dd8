import { describe, expect, it } from '@jest/globals';
import { COUNTRY_CODES } from '#libs/kernel';
import { type CountryOverride } from '../domain/conference.js';
import { countriesOf, countryName, countryWords, type NamesCountries } from './countries.js';
import { STANDARD_COUNTRIES, UNINHABITED } from './country-names.js';

const STANDARD: NamesCountries = { countries: [] };
const saying = (...countries: readonly CountryOverride[]): NamesCountries => ({ countries });

describe('the names of the installation', () => {
  it('are there for every code that forms take, in English and French', () => {
    expect(STANDARD_COUNTRIES.map(({ code }) => code)).toEqual(COUNTRY_CODES);
    expect(STANDARD_COUNTRIES.filter(({ names }) => !names.en || !names.fr)).toEqual([]);
  });

  it.each([
    ['FK', 'Falkland Islands', 'Îles Falkland'],
    ['CI', 'Côte d’Ivoire', 'Côte d’Ivoire'],
    ['MM', 'Myanmar', 'Myanmar'],
    ['KR', 'Republic of Korea', 'République de Corée'],
    ['KP', 'Democratic People’s Republic of Korea', 'République populaire démocratique de Corée'],
    ['VA', 'Holy See', 'Saint-Siège'],
    ['RU', 'Russian Federation', 'Fédération de Russie'],
    ['CD', 'Democratic Republic of the Congo', 'République démocratique du Congo'],
    ['LA', 'Lao People’s Democratic Republic', 'République démocratique populaire lao'],
    [
      'GB',
      'United Kingdom of Great Britain and Northern Ireland',
      'Royaume-Uni de Grande-Bretagne et d’Irlande du Nord',
    ],
    ['TR', 'Türkiye', 'Türkiye'],
    ['AF', 'Afghanistan', 'Afghanistan'],
    ['CK', 'Cook Islands', 'Îles Cook'],
    ['PS', 'State of Palestine', 'État de Palestine'],
    ['BS', 'Bahamas', 'Bahamas'],
  ])('%s is %s, in French %s: those of letters (case G2)', (code, english, french) => {
    expect([countryName(STANDARD, code, 'en'), countryName(STANDARD, code, 'fr-CA')]).toEqual([
      english,
      french,
    ]);
  });

  it('have neither article nor note', () => {
    const all = STANDARD_COUNTRIES.flatMap(({ names }) => Object.values(names));
    expect(all.length).toBeGreaterThan(1_200);
    expect(all.filter((name) => /\*|\[|\((the|le|la|les|l.|el|los|las)\)|'|\s$|^\s/.test(name))).toEqual([]);
  });

  it('speak the six languages of the United Nations for a state', () => {
    expect(['en', 'fr', 'es', 'ru', 'ar', 'zh'].map((tag) => countryName(STANDARD, 'DE', tag))).toEqual([
      'Germany',
      'Allemagne',
      'Alemania',
      'Германия',
      'ألمانيا',
      '德国',
    ]);
    expect(countryName(STANDARD, 'DE', 'sw')).toBe('Germany');
    expect(countryName(STANDARD, 'FK', 'ru')).toBe('Falkland Islands');
    expect(countryName(STANDARD, 'XX', 'en')).toBe('XX');
  });

  it('stand in the order of the language, whatever their accents and hyphens', () => {
    const names = (tag: string) => countriesOf(STANDARD, tag).map(({ name }) => name);
    const among = (tag: string, some: readonly string[]) => names(tag).filter((name) => some.includes(name));
    expect(among('en', ['Zimbabwe', 'Åland Islands', 'Albania', 'Afghanistan'])).toEqual([
      'Afghanistan',
      'Åland Islands',
      'Albania',
      'Zimbabwe',
    ]);
    expect(among('fr', ['Espagne', 'Égypte', 'Équateur', 'Zambie', 'Estonie', 'El Salvador'])).toEqual([
      'Égypte',
      'El Salvador',
      'Équateur',
      'Espagne',
      'Estonie',
      'Zambie',
    ]);
    expect(among('en', ['Niger', 'Nigeria', 'Guinea', 'Guinea-Bissau'])).toEqual([
      'Guinea',
      'Guinea-Bissau',
      'Niger',
      'Nigeria',
    ]);
  });

  it('leave out of menus where nobody lives, and nobody else', () => {
    const notOffered = countriesOf(STANDARD, 'en').flatMap(({ code, isOffered }) =>
      isOffered ? [] : [code],
    );
    expect(notOffered.sort()).toEqual(['AQ', 'BV', 'GS', 'HM', 'TF', 'UM']);
    expect([...UNINHABITED].sort()).toEqual(notOffered);
  });

  it.each([
    ['Ivory Coast', 'CI'],
    ['Burma', 'MM'],
    ['Birmanie', 'MM'],
    ['Holland', 'NL'],
    ['UK', 'GB'],
    ['Great Britain', 'GB'],
    ['Czech Republic', 'CZ'],
    ['Swaziland', 'SZ'],
    ['South Korea', 'KR'],
    ['DPRK', 'KP'],
    ['Turkey', 'TR'],
    ['Cape Verde', 'CV'],
    ['East Timor', 'TL'],
    ['Кот-д’Ивуар', 'CI'],
    ['Suazilandia', 'SZ'],
    ['Deutschland', 'DE'],
  ])('are found under other names: %s', (other, code) => {
    const found = countriesOf(STANDARD, 'en').filter(({ otherNames }) => otherNames.includes(other));
    expect(found.map((country) => country.code)).toEqual([code]);
  });
});

describe('a conference', () => {
  const own = saying(
    { code: 'TW', names: { en: 'Chinese Taipei', fr: 'Taipei chinois' }, isOffered: null },
    { code: 'XK', names: {}, isOffered: false },
    { code: 'AQ', names: {}, isOffered: true },
  );
  const find = (code: string, tag = 'en') => countriesOf(own, tag).find((country) => country.code === code);

  it('names a country otherwise, in each language, at its place in the order', () => {
    expect(find('TW')).toMatchObject({ name: 'Chinese Taipei', isOffered: true, isChanged: true });
    expect(find('TW', 'fr')?.name).toBe('Taipei chinois');
    expect(countryName(own, 'TW', 'en')).toBe('Chinese Taipei');
    const names = countriesOf(own, 'en').map(({ name }) => name);
    expect(names.indexOf('Chinese Taipei')).toBe(names.indexOf('China') + 1);
  });

  it('still finds it under the name of the installation', () => {
    expect(find('TW')?.otherNames).toEqual(expect.arrayContaining(['Taiwan', 'Taipei chinois']));
    expect(find('TW')?.otherNames).not.toContain('Chinese Taipei');
  });

  it('says what its menus offer', () => {
    expect([find('XK'), find('AQ'), find('FR')].map((one) => [one?.isOffered, one?.isChanged])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
  });
});

describe('what people call countries', () => {
  const words = countryWords(saying({ code: 'TW', names: { en: 'Chinese Taipei' }, isOffered: null }));
  const wordsOf = (code: string) => words.find((country) => country.code === code)?.words ?? [];

  it('are the names of the conference, those of the installation and those of further languages', () => {
    expect(wordsOf('TW')).toEqual(expect.arrayContaining(['Chinese Taipei', 'Taiwan', 'Formosa']));
    expect(wordsOf('CI')).toEqual(expect.arrayContaining(['Côte d’Ivoire', 'Elfenbeinküste', 'Кот-д’Ивуар']));
    expect(wordsOf('KR')).toEqual(expect.arrayContaining(['韓国', 'Südkorea', 'Corea del Sud']));
  });

  it('are there for every code', () => {
    expect(words.map(({ code }) => code).sort()).toEqual(COUNTRY_CODES);
  });
});
