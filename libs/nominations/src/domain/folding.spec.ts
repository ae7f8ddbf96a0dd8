import { describe, expect, it } from '@jest/globals';
import { emailFold, nominationKeys, personKeys } from './folding.js';

describe('what a person is found by', () => {
  it('is the address as its mailbox has it, and nothing where there is none', () => {
    expect(emailFold('Kontakt@Bücherei.example')).toBe('kontakt@xn--bcherei-n2a.example');
    expect([emailFold(null), emailFold(undefined)]).toEqual([null, null]);
  });

  it('is the sounds of the name for the badge beside those of the name, each once, and the letters of the name alone', () => {
    const [both, name, badge] = [
      { name: '李小明', badgeName: 'William Notional' },
      { name: '李小明' },
      { name: 'William Notional' },
    ].map(personKeys);
    expect(both?.nameCodes).toEqual(
      [...new Set([...(name?.nameCodes ?? []), ...(badge?.nameCodes ?? [])])].sort(),
    );
    expect(badge?.nameCodes.length).toBeGreaterThan(0);
    expect(both?.nameKey).toBe(name?.nameKey);
    expect(personKeys({ name: 'William Notional', badgeName: 'William Notional' })).toEqual(badge);
    expect(personKeys({ name: 'William Notional', badgeName: null })).toEqual(badge);
  });
});

describe('what a nomination is found by', () => {
  const ADA = {
    name: 'Geneviève O’Mocking',
    badgeName: 'Jenny Mocking',
    organisation: 'Große Straße',
    email: 'jenny@example.org',
  };

  it('is name, name for the badge, organisation, reference and address', () => {
    const { searchText, sortName } = nominationKeys(ADA, 'ICC-JQG-0SBF');
    for (const word of ['genevieve', 'omocking', 'jenny', 'strasse', 'iccjqg0sbf', 'jenny@example.org'])
      expect(searchText).toContain(word);
    expect(sortName).not.toContain('jenny');
  });
});
