import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly engines?: { readonly node?: string } | readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};
const entries = Object.entries(lock.packages);

/** Where Node would find a package from here, as npm lays it out. */
function isLocked(from: string, name: string): boolean {
  for (
    let at = from;
    ;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
  ) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

describe('the lock file', () => {
  it('names every optional package of every platform, else npm ci refuses to install at all', () => {
    // npm leaves out what it cannot fetch at the time, be it only for another platform; write such entries by hand.
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it('gives every package a version and no address of a registry', () => {
    const nameless = entries.filter(([path, { version }]) => path !== '' && version === undefined);
    expect(nameless.map(([path]) => path)).toEqual([]);
    expect(JSON.stringify(lock)).not.toContain('"resolved"');
  });

  it('knows the hash of every package, those of other platforms too', () => {
    const unchecked = entries.filter(([path, { integrity }]) => path !== '' && integrity === undefined);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('holds no package that wants a newer Node than 20', () => {
    const tooNew = entries.filter(([, { optional, devOptional, engines }]) => {
      if (optional || devOptional || engines === undefined || !('node' in engines)) return false;
      const lowest = Math.min(...(engines.node ?? '').split('||').map(lowestMajor));
      return lowest > 20;
    });
    expect(tooNew.map(([path]) => path)).toEqual([]);
  });
});

/** The lowest major version that one alternative of an engines range admits. */
function lowestMajor(range: string): number {
  return Number(/(\d+)/.exec(range.replace(/<=?\s*[\d.]+/g, ''))?.[1] ?? 0);
}
