import { describe, expect, it } from 'vitest';
import { actsFor } from './acts';

describe('actsFor', () => {
  it('offers a recommendation to those who may only recommend', () => {
    expect(actsFor(['RECOMMEND', 'RETURN'])).toEqual([
      'recommendApproval',
      'recommendRefusal',
      'recommendReserve',
      'return',
    ]);
  });

  it('offers the decision itself to those who may sign off', () => {
    expect(actsFor(['RECOMMEND', 'DECIDE'])).toEqual(['approve', 'refuse', 'reserve']);
  });

  it('offers to undo a decision', () => {
    expect(actsFor(['REOPEN'])).toEqual(['reopen']);
  });

  it('offers a place to somebody on the reserve list', () => {
    expect(actsFor(['PROMOTE'])).toEqual(['promote']);
  });

  it('offers nothing of its own to the actions of partners', () => {
    expect(actsFor(['UPDATE', 'SUBMIT', 'WITHDRAW', 'RELEASE'])).toEqual([]);
  });
});
