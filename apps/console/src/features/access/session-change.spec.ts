import { describe, expect, it } from 'vitest';
import { localPath } from './session-change';

describe('localPath', () => {
  it('keeps a path of this site with its filters', () => {
    expect(localPath('/inbox?stage=REVIEW#x', '/')).toBe('/inbox?stage=REVIEW#x');
  });

  it.each([
    null,
    '',
    'inbox',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
  ])('leads nowhere else for %j', (path) => {
    expect(localPath(path, '/start')).toBe('/start');
  });
});
