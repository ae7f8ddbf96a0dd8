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

  it('has no two organisations of one name in full, and each name in every language of the United Nations', () => {
    const names = INTERNATIONAL_ORGANISATIONS.map(({ names: { en } }) => en);
    expect(new Set(names).size).toBe(names.length);
    expect(
      INTERNATIONAL_ORGANISATIONS.filter(
        (one) =>
          Object.values(one.names).includes('') ||
          !/^[A-Z]{2}$/.test(one.seat) ||
          one.otherNames.includes(''),
      ),
    ).toEqual([]);
  });
});
