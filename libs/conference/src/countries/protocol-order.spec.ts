import { describe, expect, it } from '@jest/globals';
import { countriesOf } from './countries.js';
import { protocolOrder } from './protocol-order.js';

/** The names of these countries as a list in this language has them, in its order. */
const listed = (language: string, codes: string): string[] => {
  const wanted = new Set(codes.split(' '));
  return countriesOf({ countries: [] }, language)
    .filter(({ code }) => wanted.has(code))
    .map(({ name }) => name);
};

describe('the order of states', () => {
  it('is in French that of the United Nations (case G1)', () => {
    expect(listed('fr', 'EG EC US GN GW GQ KR LA MD TZ GB LC KN SM VC SD')).toEqual([
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

  it('is in English that of the United Nations (case G1)', () => {
    expect(listed('en', 'CR CI HR KP CD DK GQ EE SZ ET GN GW GY KR TN TR TM GB')).toEqual([
      'Costa Rica',
      'Côte d’Ivoire',
      'Croatia',
      'Democratic People’s Republic of Korea',
      'Democratic Republic of the Congo',
      'Denmark',
      'Equatorial Guinea',
      'Estonia',
      'Eswatini',
      'Ethiopia',
      'Guinea',
      'Guinea-Bissau',
      'Guyana',
      'Republic of Korea',
      'Tunisia',
      'Türkiye',
      'Turkmenistan',
      'United Kingdom of Great Britain and Northern Ireland',
    ]);
  });

  it('leaves the article out in Arabic (case G1)', () => {
    expect(listed('ar', 'RU ET AZ AR JO AM PK BH BR BE BW')).toEqual([
      'الاتحاد الروسي',
      'إثيوبيا',
      'أذربيجان',
      'الأرجنتين',
      'الأردن',
      'أرمينيا',
      'باكستان',
      'البحرين',
      'البرازيل',
      'بلجيكا',
      'بوتسوانا',
    ]);
  });

  it('sets no letter with an accent behind Z', () => {
    const names = ['Zimbabwe', 'Åland', 'Österreich', 'Éthiopie', 'Fidji'];
    expect(names.sort(protocolOrder('fr'))).toEqual(['Åland', 'Éthiopie', 'Fidji', 'Österreich', 'Zimbabwe']);
  });
});
