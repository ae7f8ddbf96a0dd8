import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exactOption, findOptions, type SearchableOption } from './find-options';

/** The names that the installation has, in English and in the order of their codes. */
const TABLE = join(import.meta.dirname, '../../../../libs/conference/src/countries/country-names.tsv');
const options: readonly SearchableOption[] = readFileSync(TABLE, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [value = '', label = '', ...names] = row.split('\t');
    const others = names.flatMap((cell) => cell.split('; ')).filter((name) => name !== '' && name !== label);
    return { value, label, otherNames: others };
  })
  .filter(({ value }) => value !== 'GS');

const found = (typed: string) => findOptions(options, typed).map(({ label }) => label);

describe('what is typed', () => {
  it.each([
    ['Ivory Coast', 'Côte d’Ivoire'],
    ['Burma', 'Myanmar'],
    ["Cote d'Ivoire", 'Côte d’Ivoire'],
    ['cote divoire', 'Côte d’Ivoire'],
    ['Côte d’Ivoire', 'Côte d’Ivoire'],
    ['cotedivoire', 'Côte d’Ivoire'],
    ['Кот-д’Ивуар', 'Côte d’Ivoire'],
    ['Holland', 'Netherlands'],
    ['UK', 'United Kingdom of Great Britain and Northern Ireland'],
    ['u.k.', 'United Kingdom of Great Britain and Northern Ireland'],
    ['Czech Republic', 'Czechia'],
    ['czech rep', 'Czechia'],
    ['Swaziland', 'Eswatini'],
    ['Suazilandia', 'Eswatini'],
    ['st kitts', 'Saint Kitts and Nevis'],
    ['DPRK', 'Democratic People’s Republic of Korea'],
    ['Allemagne', 'Germany'],
    ['alemania', 'Germany'],
    ['Deutschland', 'Germany'],
    ['中国', 'China'],
    ['مصر', 'Egypt'],
    ['Malvinas', 'Falkland Islands'],
    ['turkiye', 'Türkiye'],
    ['bosnia & herzegovina', 'Bosnia and Herzegovina'],
    ['Georgia', 'Georgia'],
    ['Niger', 'Niger'],
    ['de', 'Germany'],
  ])('finds first for "%s": %s', (typed, label) => {
    expect(found(typed)[0]).toBe(label);
  });

  it('offers what could be meant, the very name first', () => {
    expect(found('Guinea')).toEqual(['Guinea', 'Guinea-Bissau', 'Equatorial Guinea', 'Papua New Guinea']);
    expect(found('Congo')).toEqual(['Congo', 'Democratic Republic of the Congo']);
    expect(found('Niger')).toEqual(['Niger', 'Nigeria']);
  });

  it('finds nothing for what is no country, and everything for nothing', () => {
    expect(found('Atlantis')).toEqual([]);
    expect(found('  ')).toHaveLength(options.length);
  });
});

describe('a name typed in full', () => {
  it.each([
    ['burma', 'MM'],
    ['GERMANY', 'DE'],
    ['uk', 'GB'],
    ['Congo', 'CG'],
    ['Congo-Kinshasa', 'CD'],
    ['Falkland', undefined],
    ['', undefined],
  ])('needs no choosing: %s', (typed, value) => {
    expect(exactOption(options, typed)?.value).toBe(value);
  });
});
