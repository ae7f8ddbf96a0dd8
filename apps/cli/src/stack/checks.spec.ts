import { expect, it } from '@jest/globals';
import { versionProblem } from './checks.js';

it.each([
  [140022, 'DATABASE_URL: PostgreSQL 14 is too old; Plenary needs 15 or newer.'],
  [90624, 'DATABASE_URL: PostgreSQL 9 is too old; Plenary needs 15 or newer.'],
  [150000, undefined],
  [180004, undefined],
])('judges server version %d', (number, problem) => {
  expect(versionProblem(number, 'DATABASE_URL')).toBe(problem);
});
