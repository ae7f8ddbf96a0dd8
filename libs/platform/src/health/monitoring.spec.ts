import { describe, expect, it } from '@jest/globals';
import { type Asker, maySeeFigures } from './monitoring.js';

const TOKEN = 'k3nQ8vT1xW6zB9dF2hJ5mP7rS0uY4aCe';

const from = (remoteAddress: string, headers: Asker['headers'] = {}): Asker => ({
  socket: { remoteAddress },
  headers: { host: 'conference.example', ...headers },
});

describe('figures of the health page', () => {
  it.each([
    ['127.0.0.1', 'localhost:3000'],
    ['127.0.0.53', '127.0.0.1:3000'],
    ['::1', '[::1]:3000'],
    ['::ffff:127.0.0.1', 'localhost'],
  ])('are told to this machine itself: %s asks %s', (address, host) => {
    expect(maySeeFigures(from(address, { host }), undefined)).toBe(true);
  });

  it.each([
    ['x-forwarded-for', '198.51.100.7'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-for', ''],
    ['forwarded', 'for=198.51.100.7'],
    ['x-real-ip', '198.51.100.7'],
    ['via', '1.1 proxy'],
    ['x-forwarded-proto', 'https'],
  ])('are not told to what a proxy on this machine passes on: %s: %s', (name, value) => {
    expect(maySeeFigures(from('127.0.0.1', { host: '127.0.0.1:3000', [name]: value }), TOKEN)).toBe(false);
  });

  it('are not told to a proxy that says nothing but the public name', () => {
    expect(maySeeFigures(from('127.0.0.1'), undefined)).toBe(false);
    expect(maySeeFigures(from('127.0.0.1', { host: undefined }), undefined)).toBe(false);
  });

  it.each([
    '198.51.100.7',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    '2001:db8::1',
    '1270.0.0.1',
    '127.evil.example',
    '',
  ])('are not told to others: %s', (address) => {
    expect(maySeeFigures(from(address, { host: 'localhost' }), undefined)).toBe(false);
    expect(maySeeFigures(from(address, { host: 'localhost' }), TOKEN)).toBe(false);
  });

  it('are told to whoever bears the token, from anywhere and through proxies', () => {
    const bearing = (authorization: string) =>
      from('198.51.100.7', { authorization, 'x-forwarded-for': '198.51.100.8' });
    expect(maySeeFigures(bearing(`Bearer ${TOKEN}`), TOKEN)).toBe(true);
    expect(maySeeFigures(bearing(`bearer ${TOKEN}`), TOKEN)).toBe(true);
    for (const wrong of [
      TOKEN,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      'Bearer ',
      'Basic undefined',
      'Bearer undefined',
    ])
      expect(maySeeFigures(bearing(wrong), TOKEN)).toBe(false);
    expect(maySeeFigures(bearing('Bearer undefined'), undefined)).toBe(false);
  });
});
