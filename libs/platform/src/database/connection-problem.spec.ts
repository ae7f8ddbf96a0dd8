import { describe, expect, it } from '@jest/globals';
import { connectionProblem } from './connection-problem.js';

const ADDRESS = 'postgres://plenary_api_forum:hunter2@db.example:5433/forum';
const failed = (code: string | undefined, message: string) => Object.assign(new Error(message), { code });
const entry = (words: string) =>
  failed(
    '28000',
    `no pg_hba.conf entry for host "192.0.2.7", user "plenary_api_forum", database "forum", ${words}`,
  );
const LISTED =
  'Where pg_hba.conf or PgBouncer lists users by name (plenary_api, say), plenary_api_forum has to be among them.';

describe('what keeps a database from being used', () => {
  it.each([
    [
      failed('28P01', 'password authentication failed'),
      `the server at db.example:5433 refuses user plenary_api_forum or the password. "npm run plenary -- migrate", with DATABASE_URL and the same address, makes the user and its password. ${LISTED}`,
    ],
    [
      entry('no encryption'),
      `the server at db.example:5433 lets user plenary_api_forum in by TLS alone, or not at all (pg_hba.conf); write ?sslmode=verify-full at the end of the address, with the file of its authority in NODE_EXTRA_CA_CERTS, or have its keeper add an entry. ${LISTED}`,
    ],
    [
      entry('SSL encryption'),
      `the server at db.example:5433 has no entry in pg_hba.conf that lets user plenary_api_forum in from here; have its keeper add one. ${LISTED}`,
    ],
    [
      failed('08P01', 'no such user: plenary_api_forum'),
      `the server at db.example:5433 refuses user plenary_api_forum or the password. "npm run plenary -- migrate", with DATABASE_URL and the same address, makes the user and its password. ${LISTED}`,
    ],
    [failed('3D000', 'x'), 'the server at db.example:5433 has no database named forum.'],
    [
      failed('53300', 'sorry, too many clients already'),
      'the server at db.example:5433 has no connection left (max_connections); raise that, or lower DATABASE_POOL_SIZE.',
    ],
    [
      failed('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
      'the server at db.example:5433 shows a certificate that is not trusted here (SELF_SIGNED_CERT_IN_CHAIN); name the file of its authority in NODE_EXTRA_CA_CERTS.',
    ],
    [
      failed(undefined, 'The server does not support SSL connections'),
      'the server at db.example:5433 does not speak TLS; take sslmode out of the address, or have its keeper switch ssl on.',
    ],
  ])('%s: is told with its remedy and without the password', (error, sentence) => {
    const told = connectionProblem(error, ADDRESS, 'plenary_api');
    expect(told).toBe(sentence);
    expect(told).not.toContain('hunter2');
  });

  it('speaks to the owner of the owner alone', () => {
    expect(connectionProblem(failed('28P01', 'x'), ADDRESS)).toBe(
      'the server at db.example:5433 refuses user plenary_api_forum or the password.',
    );
  });
});
