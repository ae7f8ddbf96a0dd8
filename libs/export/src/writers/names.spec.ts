import { describe, expect, it } from '@jest/globals';
import { contentDisposition, fileName, sheetName } from './names.js';

describe('the name of a sheet (case export-07)', () => {
  it.each([
    ['Business nominees: ready/sent? [Q3] of the chamber', 'Business nominees ready sent Q3'],
    ['History', 'History 2'],
    ["'quoted'", 'quoted'],
    [`${'n'.repeat(30)}\u{1F600}`, 'n'.repeat(30)],
    ['???', 'Sheet'],
  ])('of %j is %j', (wanted, name) => {
    expect(sheetName(wanted)).toBe(name);
    expect(name.length).toBeLessThanOrEqual(31);
  });

  it('is unlike those of the other sheets, in capitals or not', () => {
    expect(sheetName('Sample', ['SAMPLE', 'Sample 2'])).toBe('Sample 3');
    expect(sheetName('s'.repeat(31), ['s'.repeat(31)])).toBe(`${'s'.repeat(29)} 2`);
  });
});

describe('the name of a file (case export-07)', () => {
  const name = fileName(`Côte d'Ivoire: "A/B" délégation\r\nSet-Cookie: a`, 'csv');

  it('has nothing that separates folders or ends lines', () => {
    expect(name).toBe("Côte d'Ivoire A B délégation Set-Cookie a.csv");
    expect(fileName('../..', 'csv')).toBe('export.csv');
  });

  it('is said in ASCII and as it is', () => {
    expect(contentDisposition(name)).toBe(
      `attachment; filename="Cote d'Ivoire A B delegation Set-Cookie a.csv"; filename*=UTF-8''C%C3%B4te%20d%27Ivoire%20A%20B%20d%C3%A9l%C3%A9gation%20Set-Cookie%20a.csv`,
    );
  });
});
