import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLocalPath } from './local-path.js';

describe('a local path', () => {
  it.each([
    '/',
    '/nominations',
    '/nominations?state=DRAFT&q=a%20b',
    '/invitation#x',
    '/a//b',
    '/é',
    '/%2F%2Fevil.example',
  ])('is %j', (path) => {
    expect(isLocalPath(path)).toBe(true);
  });

  it.each([
    '',
    'nominations',
    './nominations',
    '?next=/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/\n/evil.example',
    '/\t/evil.example',
    ' /nominations',
    '/ nominations',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\ud800',
    '/\u0000',
    `/${'a'.repeat(1_000)}`,
  ])('is not %j', (text) => {
    expect(isLocalPath(text)).toBe(false);
  });

  it('never leads a browser to another site, whatever the text', () => {
    const site = 'https://conference.example';
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '%5c',
      'evil.example',
      '\t',
      'https',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = `/${parts.join('')}`;
        return !isLocalPath(text) || new URL(text, site).origin === site;
      }),
      { numRuns: 5_000 },
    );
  });
});
