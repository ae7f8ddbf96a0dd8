import { describe, expect, it } from '@jest/globals';
import { formatHead, parseHead } from './chain-head.js';

describe('a head of the audit trail', () => {
  it('is written and read as people keep it', () => {
    const head = { sequence: 1204, hash: 'ab'.repeat(32) };
    expect(parseHead(` ${formatHead(head).toUpperCase()}\n`)).toEqual(head);
    for (const text of ['', '12', '12:abc', `-1:${head.hash}`, `x${formatHead(head)}`])
      expect(parseHead(text)).toBeUndefined();
  });
});
