import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CommandError } from '../command-error.js';
import { type ConferenceFile, readConferenceFile } from './conference-file.js';

const README = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
const read = (text: string): ConferenceFile => readConferenceFile('conference.json', text);

/** The message for the example of the README with something changed. */
function messageFor(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(example) as Record<string, unknown>;
  change(file);
  try {
    read(JSON.stringify(file));
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  return '';
}

describe('a conference file', () => {
  it('is what the README shows, with everything that it leaves out filled in', () => {
    const file = read(example);
    expect(file.bodies.filter(({ kind }) => kind === 'HOST')).toHaveLength(1);
    expect(file.windows[0]?.opensAt).toBeInstanceOf(Date);
    expect(file.approvalPlan.stages.map(({ quorum }) => quorum)).toEqual([1, 1]);
    expect(file).toMatchObject({
      releasesAtOnce: false,
      freedPlaces: 'BY_HAND',
      placeTransfers: 'WITH_HOST',
      themes: [],
      administrator: { language: 'en' },
    });
  });

  it('is shown in the README with the offsets that its time zone has on those days', () => {
    const { timeZone } = read(example);
    const shown = example.match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}/g) ?? [];
    expect(shown).toHaveLength(4);
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    for (const time of shown) {
      const offset = format.formatToParts(new Date(time)).find(({ type }) => type === 'timeZoneName')?.value;
      expect(`${time.slice(0, 19)}${offset === 'GMT' ? '+00:00' : (offset?.slice(3) ?? '')}`).toBe(time);
    }
  });

  it('gives its administrator the first language where it says none', () => {
    expect(read(JSON.stringify({ ...(JSON.parse(example) as object), locales: ['fr', 'en'] }))).toMatchObject(
      {
        administrator: { language: 'fr' },
      },
    );
  });

  it('tells every problem at once, each with its place', () => {
    const message = messageFor((file) => {
      file.slug = 'London 2011';
      file.timeZone = 'Europe/Londinium';
      file.bodies = [
        { code: 'ICC', name: 'ICC' },
        { code: 'ICC', name: 'Twice' },
      ];
      file.administrator = { name: 'Ada', email: 'a@example.org,b@example.org' };
      file.quorum = 2;
    });
    const lines = message.split('\n');
    expect(lines[0]).toMatch(/^conference\.json has \d problems:$/);
    for (const place of ['slug', 'timeZone', 'bodies', 'administrator.email'])
      expect(lines.filter((line) => line.startsWith(`  ${place}: `))).not.toEqual([]);
    expect(message).toContain('exactly one body of the kind HOST');
    expect(message).toContain('a code of its own');
    expect(message).toContain('quorum');
  });

  it.each([
    [
      'places of a body that is none',
      { places: [{ body: 'X', constituency: 'BUSINESS', places: 1 }] },
      'places.0.body',
    ],
    [
      'places twice',
      { places: [1, 2].map((places) => ({ body: 'ICC', constituency: 'BUSINESS', places })) },
      'places.1',
    ],
    ['an end before the beginning', { startsOn: '2027-11-02', endsOn: '2027-11-01' }, 'endsOn'],
    ['a language that mail has no texts in', { locales: ['en', 'de'] }, 'locales.1'],
    ['a day that is none', { startsOn: '2027-02-31x' }, 'startsOn'],
    [
      'a window that closes first',
      {
        windows: [{ kind: 'NOMINATION', opensAt: '2027-05-02T00:00:00Z', closesAt: '2027-05-01T00:00:00Z' }],
      },
      'windows.0.closesAt',
    ],
    [
      'a time without its zone',
      { windows: [{ kind: 'NOMINATION', opensAt: '2027-05-02T00:00:00', closesAt: '2027-05-03T00:00:00Z' }] },
      'windows.0.opensAt',
    ],
  ])('refuses %s', (_what, change: object, place) => {
    expect(messageFor((file) => Object.assign(file, change))).toMatch(
      new RegExp(`^ {2}${place.replaceAll('.', '\\.')}: \\S`, 'm'),
    );
  });

  it('that is no JSON is refused in one line', () => {
    expect(() => read('{ slug: ')).toThrow(/^conference\.json is no JSON: [^\n]+$/);
  });
});
