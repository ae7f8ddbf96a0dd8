import { describe, expect, it } from '@jest/globals';
import { hostsOf, withHostsAside } from './database-hosts.js';

describe('an address of several hosts', () => {
  it.each([
    [
      'postgres://u:p@h1:5432,h2:5433/db?target_session_attrs=read-write',
      [
        { host: 'h1', port: 5432 },
        { host: 'h2', port: 5433 },
      ],
    ],
    [
      'postgres://u:p,w@h1,h2/db',
      [
        { host: 'h1', port: 5432 },
        { host: 'h2', port: 5432 },
      ],
    ],
    [
      'postgresql://[::1]:5433,[2001:db8::7]/db',
      [
        { host: '::1', port: 5433 },
        { host: '2001:db8::7', port: 5432 },
      ],
    ],
  ])('%s is a URL that keeps them all', (address, hosts) => {
    const aside = withHostsAside(address);
    expect(URL.canParse(aside)).toBe(true);
    expect(hostsOf(aside)).toEqual(hosts);
    expect(new URL(aside).pathname).toBe('/db');
    expect(new URL(aside).hostname.replace(/[[\]]/g, '')).toBe(hosts[0]?.host);
  });

  it('leaves an address of one host as it is, commas in its password included', () => {
    for (const address of [
      'postgres://u:p,w@h1:5432/db',
      'postgres:///db?host=/run/postgresql',
      'nonsense',
    ]) {
      expect(withHostsAside(address)).toBe(address);
      expect(hostsOf(address)).toEqual([]);
    }
  });
});
