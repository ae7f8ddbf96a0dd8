import { describe, expect, it } from '@jest/globals';
import { standardDirectory } from './directory.js';
import { INTERNATIONAL_ORGANISATIONS } from './international-organisations.js';
import { OrganisationIndex } from './organisation-index.js';

const FCO = { id: 'fco', names: ['Foreign & Commonwealth Office', 'Foreign Office', 'FCO'] };
const index = new OrganisationIndex([...standardDirectory({ countries: [] }), FCO]);

describe('the directory of organisations', () => {
  it.each([
    ['foreign office', 'fco'],
    ['cote divoire', 'state:CI'],
    ['Кот-д’Ивуар', 'state:CI'],
    ['Ivory Coast', 'state:CI'],
    ['ООН', 'international:un'],
    ['ONU', 'international:un'],
    ['OMPI', 'international:wipo'],
    ['UIT', 'international:itu'],
    ['DPRK', 'state:KP'],
    ['Holland', 'state:NL'],
    ['czech rep', 'state:CZ'],
    ['الأمم المتحدة', 'international:un'],
    ['WIPO/OMPI', 'international:wipo'],
    ['st kitts', 'state:KN'],
    ['Georgia', 'state:GE'],
  ])('finds by "%s" first %s (case G4)', (typed, id) => {
    expect(index.find(typed)[0]).toBe(id);
  });

  it.each([
    ['CEDEAO', 'international:ecowas'],
    ['МАГАТЭ', 'international:iaea'],
    ['亚投行', 'international:aiib'],
    ['GAFI', 'international:fatf'],
    ['forum des iles du pacifique', 'international:pif'],
    ['banque africaine de dev', 'international:afdb'],
  ])('finds by "%s" first %s', (typed, id) => {
    expect(index.find(typed)[0]).toBe(id);
  });

  it('shows the English name where the language has none that is known', () => {
    const enisa = standardDirectory({ countries: [] }).find(({ id }) => id === 'international:enisa');
    expect(['fr', 'zh'].map((language) => enisa?.nameOn(language, '2027-11-01'))).toEqual([
      'Agence de l’Union européenne pour la cybersécurité',
      'European Union Agency for Cybersecurity',
    ]);
  });

  it('offers every state of a name, the one that is called just so first (case G4)', () => {
    const guineas = index.find('Guinea');
    expect(guineas[0]).toBe('state:GN');
    expect([...guineas].sort()).toEqual(['state:GN', 'state:GQ', 'state:GW', 'state:PG']);
    expect([...index.find('Congo')].sort()).toEqual(['state:CD', 'state:CG']);
    expect(index.find('Niger').slice(0, 2)).toEqual(['state:NE', 'state:NG']);
  });

  it.each(['Swaziland', 'Suazilandia', 'Eswatini'])('finds one organisation by "%s" (case G3)', (typed) => {
    expect(index.find(typed)).toEqual(['state:SZ']);
  });

  it('answers nothing for nothing, for signs alone, and for what nobody is called', () => {
    expect(['', '   ', '—', 'zzyzx'].map((typed) => index.find(typed))).toEqual([[], [], [], []]);
  });

  it('gives no more than it is asked for', () => {
    expect(index.find('a', 5)).toHaveLength(5);
  });

  it('has some 120 international organisations and more, no two of one name in full or one abbreviation, each with an English name and a seat', () => {
    expect(INTERNATIONAL_ORGANISATIONS.length).toBeGreaterThanOrEqual(120);
    const twice = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);
    expect(twice(INTERNATIONAL_ORGANISATIONS.map(({ key }) => key))).toEqual([]);
    for (const language of ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const)
      expect(twice(INTERNATIONAL_ORGANISATIONS.flatMap(({ names }) => names[language] ?? []))).toEqual([]);
    expect(twice(INTERNATIONAL_ORGANISATIONS.flatMap(({ otherNames }) => otherNames))).toEqual([]);
    expect(
      INTERNATIONAL_ORGANISATIONS.filter(
        ({ names, seat, otherNames }) =>
          (names.en as string | undefined) === undefined ||
          !/^[A-Z]{2}$/.test(seat) ||
          otherNames.includes('') ||
          [...Object.values(names), ...otherNames].some((name) => name !== name.trim()),
      ),
    ).toEqual([]);
  });
});
