import { describe, expect, it } from '@jest/globals';
import { newConference } from './new-conference.js';

const FILE = {
  slug: 'london-2027',
  name: 'London Conference on Cyberspace',
  venue: 'Queen Elizabeth II Conference Centre',
  city: 'London',
  startsOn: '2027-11-01',
  endsOn: '2027-11-02',
  timeZone: 'Europe/London',
  capacity: 700,
  bodies: [{ kind: 'HOST', code: 'FCO', name: 'Foreign & Commonwealth Office' }],
  constituencies: [{ code: 'BUSINESS', name: 'Business' }],
};
const WINDOW = {
  kind: 'NOMINATION',
  opensAt: '2027-05-01T09:00:00+01:00',
  closesAt: '2027-07-31T18:00:00+01:00',
};

const pathsOf = (change: object): string[] =>
  newConference.safeParse({ ...FILE, ...change }).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the file of a new conference', () => {
  it('says as little as the example, and the rest is as usual', () => {
    expect(newConference.parse(FILE)).toMatchObject({
      locales: ['en'],
      releasesAtOnce: false,
      responseHours: 336,
      windows: [],
      themes: [],
      principles: [],
    });
  });

  it('takes a body for a partner unless it says that it is the host', () => {
    const bodies = [...FILE.bodies, { code: 'ICC', name: 'International Chamber of Commerce' }];
    expect(newConference.parse({ ...FILE, bodies }).bodies[1]?.kind).toBe('PARTNER');
  });

  it.each([
    [{ slug: 'London 2027' }, 'slug'],
    [{ startsOn: '1 November' }, 'startsOn'],
    [{ endsOn: '2027-13-01' }, 'endsOn'],
    [{ timeZone: 'London' }, 'timeZone'],
    [{ capacity: 0 }, 'capacity'],
    [{ locales: [] }, 'locales'],
    [{ bodies: [] }, 'bodies'],
    [{ bodies: [...FILE.bodies, { ...FILE.bodies[0], code: 'FO' }] }, 'bodies'],
    [{ bodies: [...FILE.bodies, { code: 'FCO', name: 'Another' }] }, 'bodies'],
    [{ constituencies: [] }, 'constituencies'],
    [{ constituencies: [...FILE.constituencies, ...FILE.constituencies] }, 'constituencies'],
    [{ windows: [{ ...WINDOW, closesAt: WINDOW.opensAt }] }, 'windows.0.closesAt'],
    [{ windows: [{ ...WINDOW, opensAt: '2027-05-01 09:00' }] }, 'windows.0.opensAt'],
    [{ windows: [WINDOW, WINDOW] }, 'windows'],
  ])('is refused with %j', (change, path) => {
    expect(pathsOf(change)).toContain(path);
  });

  it('has no word that means nothing', () => {
    expect(newConference.safeParse({ ...FILE, colour: 'blue' }).success).toBe(false);
  });

  it('reads a time in its zone', () => {
    expect(newConference.parse({ ...FILE, windows: [WINDOW] }).windows[0]?.opensAt.toISOString()).toBe(
      '2027-05-01T08:00:00.000Z',
    );
  });
});
