import { describe, expect, it } from '@jest/globals';
import { currentVote } from './current-vote.js';

describe('a current vote', () => {
  it('that came by a link is kept and not counted, until the statement is served (case F11)', () => {
    const link = { side: 'AGREE', origin: 'LINK' } as const;
    expect(currentVote([link])).toEqual({ side: 'AGREE', origin: 'LINK', isCounted: false });
    expect(currentVote([link, { side: 'AGREE', origin: 'TICKET' }])).toEqual({
      side: 'AGREE',
      origin: 'TICKET',
      isCounted: true,
    });
    expect(currentVote([link, { side: 'PASS', origin: null }])).toEqual({
      side: 'PASS',
      origin: 'LINK',
      isCounted: false,
    });
  });

  it('that was imported counts, though no ticket was given for it (case F11)', () => {
    expect(currentVote([{ side: 'DISAGREE', origin: 'IMPORT' }])).toMatchObject({ isCounted: true });
  });

  it('that is counted stays counted when the mind changes, also by a link (case F12)', () => {
    const served = { side: 'AGREE', origin: 'TICKET' } as const;
    for (const origin of [null, 'LINK'] as const)
      expect(currentVote([served, { side: 'DISAGREE', origin }])).toEqual({
        side: 'DISAGREE',
        origin: 'TICKET',
        isCounted: true,
      });
  });

  it('is none where nothing was cast', () => {
    expect(currentVote([])).toBeUndefined();
  });
});
