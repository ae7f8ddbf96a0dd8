import { expect, it } from '@jest/globals';
import { scramVerifier } from './scram-verifier.js';

/** Salt, keys and password of RFC 7677, section 3, as PostgreSQL writes them down. */
it('makes of the example of RFC 7677 what PostgreSQL keeps of it', () => {
  expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

it('makes one verifier of a password however it is typed, and another each time', () => {
  const salt = Buffer.alloc(16, 7);
  expect(scramVerifier('pass\u00a0word\u00adé', salt)).toBe(scramVerifier('pass word\u0065\u0301', salt));
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});
