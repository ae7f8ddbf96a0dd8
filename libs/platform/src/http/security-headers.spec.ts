import { afterEach, describe, expect, it } from '@jest/globals';
import { loadSettings } from '../settings/settings.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

let api: SampleApp | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

/** What browsers are told of HTTPS by an installation with these settings. */
async function hstsOf(settings: Record<string, string>): Promise<string | null> {
  const { publicUrl, isHttpsBelow } = loadSettings({ PLENARY_MODE: 'demonstration', ...settings }).http;
  api = await startSampleApp({ publicUrl, isHttpsBelow });
  return (await fetch(`${api.url}/health/live`)).headers.get('strict-transport-security');
}

describe('what browsers are told to speak HTTPS with', () => {
  const PUBLIC_URL = 'https://conference.example';

  it.each([
    ['the name of PUBLIC_URL alone, unless something is set', {}, 'max-age=31536000'],
    ['that name alone where no is set', { HSTS_INCLUDE_SUBDOMAINS: 'no' }, 'max-age=31536000'],
    [
      'all names below it too where yes is set',
      { HSTS_INCLUDE_SUBDOMAINS: 'yes' },
      'max-age=31536000; includeSubDomains',
    ],
  ])('is %s', async (_what, settings, expected) => {
    expect(await hstsOf({ PUBLIC_URL, ...settings })).toBe(expected);
  });

  it('is nothing where PUBLIC_URL is of HTTP, whatever is set', async () => {
    expect(await hstsOf({ PUBLIC_URL: 'http://localhost:3000', HSTS_INCLUDE_SUBDOMAINS: 'yes' })).toBeNull();
  });

  it('is yes or no, and nothing else', () => {
    expect(() =>
      loadSettings({ PLENARY_MODE: 'demonstration', PUBLIC_URL, HSTS_INCLUDE_SUBDOMAINS: 'true' }),
    ).toThrow('HSTS_INCLUDE_SUBDOMAINS must be yes or no; it is "true".');
  });
});
