import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../directory/directories.js';
import { nameOn } from './organisation-names.js';
import { type OrganisationFields } from '../persistence/organisation.statements.js';
import { NOTHING_SAID } from '../use-cases/write-organisation.js';
import { Catalogue } from './catalogue.js';
import { viewOf } from './organisation-view.js';

const DIRECTORY = directoryOf({ countries: [] });
const organisation = (id: string, more: Partial<OrganisationFields> = {}) =>
  viewOf(
    {
      ...NOTHING_SAID,
      id,
      conferenceId: 'conference',
      directoryKey: null,
      mergedInto: null,
      version: 1,
      createdAt: new Date(0),
      officialNames: { en: id },
      ...more,
    },
    DIRECTORY,
    true,
  );
const ofDirectory = (key: string, more: Partial<OrganisationFields> = {}) =>
  organisation(key, { officialNames: {}, directoryKey: key, ...more });
const catalogueOf = (...organisations: ReturnType<typeof organisation>[]): Catalogue => {
  const catalogue = new Catalogue('2027-11-01');
  catalogue.apply(organisations);
  return catalogue;
};
const shown = (catalogue: Catalogue, language: string): string[] =>
  catalogue.inOrder(language).map(({ organisation: one }) => nameOn(one.source, language, catalogue.day));
const found = (catalogue: Catalogue, typed: string): string[] => catalogue.ranked(typed).map(({ id }) => id);
const states = (codes: string) => codes.split(' ').map((code) => ofDirectory(`state:${code}`));

describe('organisations of a conference', () => {
  it('stand in the order of the United Nations in French (case G1)', () => {
    const catalogue = catalogueOf(...states('VC SM KN LC GQ GW GN US EC EG MD LA KR TZ GB SD'));
    expect(shown(catalogue, 'fr')).toEqual([
      'Égypte',
      'Équateur',
      'États-Unis d’Amérique',
      'Guinée',
      'Guinée-Bissau',
      'Guinée équatoriale',
      'République de Corée',
      'République démocratique populaire lao',
      'République de Moldova',
      'République-Unie de Tanzanie',
      'Royaume-Uni de Grande-Bretagne et d’Irlande du Nord',
      'Sainte-Lucie',
      'Saint-Kitts-et-Nevis',
      'Saint-Marin',
      'Saint-Vincent-et-les Grenadines',
      'Soudan',
    ]);
  });

  it('stand where the host says, and go to their new place when they are called otherwise (case G1)', () => {
    const catalogue = catalogueOf(...states('FR DE IT'));
    expect(shown(catalogue, 'en')).toEqual(['France', 'Germany', 'Italy']);
    catalogue.apply([ofDirectory('state:IT', { sortNames: { en: 'A' } })]);
    expect(shown(catalogue, 'en')).toEqual(['Italy', 'France', 'Germany']);
    expect(shown(catalogue, 'fr')).toEqual(['Allemagne', 'France', 'Italie']);
    catalogue.apply([ofDirectory('state:FR', { officialNames: { en: 'Zed' } })]);
    expect(shown(catalogue, 'en')).toEqual(['Italy', 'Germany', 'Zed']);
  });

  it('are called as letters call them, or as the conference says (case G2)', () => {
    const catalogue = catalogueOf(
      ofDirectory('state:KR'),
      ofDirectory('state:VA', { officialNames: { fr: 'Le Siège' } }),
    );
    expect(shown(catalogue, 'en')).toEqual(['Holy See', 'Republic of Korea']);
    expect(shown(catalogue, 'fr')).toEqual(['Le Siège', 'République de Corée']);
  });

  it('have the names of their day: Swaziland in 2011, between Suriname and Sweden (case G3)', () => {
    const catalogue = new Catalogue('2011-11-01');
    catalogue.apply(states('SE SZ SR'));
    expect(shown(catalogue, 'en')).toEqual(['Suriname', 'Swaziland', 'Sweden']);
    expect(['Swaziland', 'Suazilandia', 'Eswatini'].map((typed) => found(catalogue, typed))).toEqual(
      Array.from({ length: 3 }, () => ['state:SZ']),
    );
    const own = organisation('Institute', {
      formerNames: [{ until: '2020-01-01', names: { en: 'Bureau' } }],
    });
    expect(['2019-12-31', '2020-01-01'].map((day) => nameOn(own.source, 'en', day))).toEqual([
      'Bureau',
      'Institute',
    ]);
  });

  it.each([
    ['foreign office', 'fco'],
    ['cote divoire', 'state:CI'],
    ['Кот-д’Ивуар', 'state:CI'],
    ['Ivory Coast', 'state:CI'],
    ['ООН', 'international:un'],
    ['OMPI', 'international:wipo'],
    ['UIT', 'international:itu'],
    ['Holland', 'state:NL'],
    ['czech rep', 'state:CZ'],
    ['الأمم المتحدة', 'international:un'],
    ['WIPO/OMPI', 'international:wipo'],
    ['st kitts', 'state:KN'],
  ])('are found by any alias: %s first %s (case G4)', (typed, id) => {
    const catalogue = catalogueOf(
      ...states('CI NL CZ KN GB'),
      ...['un', 'wipo', 'itu'].map((key) => ofDirectory(`international:${key}`)),
      organisation('fco', {
        officialNames: { en: 'Foreign & Commonwealth Office' },
        aliases: ['Foreign Office'],
      }),
    );
    expect(found(catalogue, typed)[0]).toBe(id);
  });

  it('are one after a merge, under both names, and two again after parting (case G5)', () => {
    const names = { officialNames: { en: 'Foreign and Commonwealth Office' } };
    const catalogue = catalogueOf(
      organisation('a', { officialNames: { en: 'Foreign Office' } }),
      organisation('b', names),
    );
    catalogue.inOrder('en');
    const before = [found(catalogue, 'foreign'), shown(catalogue, 'en')];
    catalogue.apply([organisation('a', { officialNames: { en: 'Foreign Office' }, mergedInto: 'b' })]);
    expect(found(catalogue, 'foreign office')).toEqual(['b']);
    expect(shown(catalogue, 'en')).toEqual(['Foreign and Commonwealth Office']);
    expect(catalogue.groupOf('b').map(({ id }) => id)).toEqual(['b', 'a']);
    expect(catalogue.rootOf('a')?.id).toBe('b');
    catalogue.apply([organisation('a', { officialNames: { en: 'Foreign Office' } })]);
    expect([found(catalogue, 'foreign'), shown(catalogue, 'en')]).toEqual(before);
    expect(catalogue.groupOf('b').map(({ id }) => id)).toEqual(['b']);
  });

  it('that are likely the same are told', () => {
    const catalogue = catalogueOf(
      organisation('a', { officialNames: { en: 'Foreign and Commonwealth Office' } }),
      organisation('b', { officialNames: { en: 'Sample Trading GmbH' } }),
      ofDirectory('state:FR'),
    );
    const same = (name: string) => catalogue.likelySame([name]).map(({ id }) => id);
    expect(same('Foreign & Commonwealth Offfice')).toEqual(['a']);
    expect(same('Sample Trading')).toEqual(['b']);
    expect(same('Francia')).toEqual(['state:FR']);
    expect(same('Quite Another Society')).toEqual([]);
  });
});
