import { describe, expect, it } from '@jest/globals';
import { isWindowOpen } from './conference.js';

const at = (text: string) => new Date(text);
const conference = {
  windows: [
    {
      id: '1',
      kind: 'NOMINATION',
      opensAt: at('2011-06-01T00:00:00Z'),
      closesAt: at('2011-08-01T00:00:00Z'),
    },
    {
      id: '2',
      kind: 'NOMINATION',
      opensAt: at('2011-09-01T00:00:00Z'),
      closesAt: at('2011-09-10T00:00:00Z'),
    },
  ],
} as const;

describe('a window', () => {
  it.each([
    ['2011-05-31T23:59:59.999Z', false],
    ['2011-06-01T00:00:00Z', true],
    ['2011-08-01T00:00:00Z', true],
    ['2011-08-01T00:00:00.001Z', false],
    ['2011-09-05T12:00:00Z', true],
  ])('at %s: open is %s', (moment, isOpen) => {
    expect(isWindowOpen(conference, 'NOMINATION', at(moment))).toBe(isOpen);
  });

  it('is closed where the conference has none of its kind', () => {
    expect(isWindowOpen(conference, 'CONFIRMATION', at('2011-06-02T00:00:00Z'))).toBe(false);
  });
});
