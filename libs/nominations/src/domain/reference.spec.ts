import { describe, expect, it } from '@jest/globals';
import { newReference } from './reference.js';

describe('a new reference', () => {
  it("has the body's code and seven letters and digits that nobody takes for another", () => {
    for (let made = 0; made < 200; made += 1)
      expect(newReference('ICC')).toMatch(/^ICC-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is another each time, and uses every sign of its alphabet', () => {
    const made = Array.from({ length: 2_000 }, () => newReference('CH'));
    expect(new Set(made).size).toBe(made.length);
    expect(new Set(made.join('').replaceAll(/CH-|-/g, '')).size).toBe(32);
  });
});
