import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildTargets, oldestBrowsers } from './browsers.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');
const wordsOf = (tag: string) =>
  (JSON.parse(read(`../src/features/access/messages.${tag}.json`)) as Record<string, string>)[
    'access.browsers'
  ] ?? '';

describe('the supported browsers', () => {
  it('are those of package.json, for scripts and styles alike', () => {
    expect(Object.fromEntries(oldestBrowsers())).toEqual({
      chrome: '109',
      edge: '109',
      firefox: '140',
      ios_saf: '16.4',
      safari: '16.4',
      samsung: '23',
    });
    expect(buildTargets().sort()).toEqual(['chrome109', 'edge109', 'firefox140', 'ios16.4', 'safari16.4']);
  });

  it.each([
    ['the sign-in page in English', wordsOf('en')],
    ['the sign-in page in French', wordsOf('fr')],
    ['the README', read('../../../README.md')],
  ])('are told by %s', (_where, text) => {
    const oldest = oldestBrowsers();
    const versionAfter = (name: RegExp) => new RegExp(`${name.source} (\\d+(?:\\.\\d+)?)`).exec(text)?.[1];
    expect({
      chrome: versionAfter(/Chrome (?:and|et) Edge/),
      firefox: versionAfter(/Firefox/),
      safari: versionAfter(/Safari (?:and|et) iOS/),
      samsung: versionAfter(/Samsung Internet/),
    }).toEqual({
      chrome: oldest.get('chrome'),
      firefox: oldest.get('firefox'),
      safari: oldest.get('safari'),
      samsung: oldest.get('samsung'),
    });
  });
});
