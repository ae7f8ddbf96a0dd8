import { describe, expect, it } from '@jest/globals';
import { changedBy, changedSince, mergedInto, putBack, undoObstacle } from './merging.js';
import { type PersonDetails } from './nomination-fields.js';

const olive: PersonDetails = {
  name: 'Olive Specimen',
  badgeName: null,
  honorific: null,
  email: 'olive@example.org',
  organisation: 'Sample Labs',
  jobTitle: 'Envoy',
  country: 'GB',
  language: 'en',
};
const other: PersonDetails = {
  ...olive,
  name: 'Olive A. Specimen',
  honorific: 'Dr',
  email: 'o.specimen@example.org',
  jobTitle: null,
};
const li: PersonDetails = { ...olive, name: '李小明', badgeName: 'Li Xiaoming' };

describe('a merge of two records of one person', () => {
  it('takes the named facts of the other one, and no others', () => {
    expect(mergedInto(olive, other, ['NAME', 'HONORIFIC'])).toEqual({
      ...olive,
      name: 'Olive A. Specimen',
      honorific: 'Dr',
    });
    const foreign = { ...other, organisation: 'Elsewhere', country: 'FR', language: 'fr' };
    expect(mergedInto(olive, foreign, ['ORGANISATION', 'COUNTRY', 'LANGUAGE'])).toEqual({
      ...olive,
      organisation: 'Elsewhere',
      country: 'FR',
      language: 'fr',
    });
    expect(mergedInto({ ...li, badgeName: null }, li, ['BADGE_NAME'])).toEqual(li);
  });

  it('takes what the other one leaves open, too', () => {
    expect(mergedInto(olive, other, ['JOB_TITLE'])).toEqual({ ...olive, jobTitle: null });
  });

  it('remembers of each fact that it changes what it said and says', () => {
    const after = mergedInto(olive, other, ['NAME', 'JOB_TITLE', 'COUNTRY']);
    expect(changedBy(olive, after)).toEqual({
      facts: ['NAME', 'JOB_TITLE'],
      was: { NAME: 'Olive Specimen', JOB_TITLE: 'Envoy' },
      became: { NAME: 'Olive A. Specimen', JOB_TITLE: null },
    });
  });

  it('counts the name for the badge as changed where a name in Latin letters takes it away', () => {
    expect(changedBy(li, mergedInto(li, other, ['NAME']))).toMatchObject({
      facts: ['NAME', 'BADGE_NAME'],
      was: { NAME: '李小明', BADGE_NAME: 'Li Xiaoming' },
      became: { BADGE_NAME: null },
    });
  });
});

describe('undoing a merge', () => {
  const after = mergedInto(olive, other, ['NAME', 'HONORIFIC']);
  const merge = { ...changedBy(olive, after), isUndone: false, isOver: false };

  it('puts back what was before', () => {
    expect(putBack(after, merge)).toEqual({ after: olive, kept: [] });
    expect(changedSince(after, merge)).toEqual([]);
  });

  it('leaves what somebody has changed since, and says which facts those are', () => {
    const now = { ...after, honorific: 'Prof.', organisation: 'Elsewhere' };
    expect(putBack(now, merge)).toEqual({ after: { ...now, name: 'Olive Specimen' }, kept: ['HONORIFIC'] });
    expect(changedSince(now, merge)).toEqual(['HONORIFIC']);
  });

  it('keeps nothing back of a fact that says by itself what it said before', () => {
    const now = { ...after, honorific: null };
    expect(changedSince(now, merge)).toEqual(['HONORIFIC']);
    expect(putBack(now, merge)).toEqual({ after: { ...now, name: 'Olive Specimen' }, kept: [] });
  });

  it('brings a name for the badge back with its name, and not beside a name in Latin letters', () => {
    const latin = mergedInto(li, other, ['NAME']);
    const done = changedBy(li, latin);
    expect(putBack(latin, done)).toEqual({ after: li, kept: [] });
    const renamed = { ...latin, name: 'Li Xiaoming' };
    expect(putBack(renamed, done)).toEqual({ after: renamed, kept: ['NAME', 'BADGE_NAME'] });
  });

  it.each([
    ['anything can be put back', after, {}, undefined],
    ['one fact is as it was made', { ...after, name: 'Olive' }, {}, undefined],
    ['it was undone', after, { isUndone: true }, 'UNDONE'],
    ['its days are over', after, { isOver: true }, 'TOO_LATE'],
    ['it was undone, and its days are over', after, { isUndone: true, isOver: true }, 'UNDONE'],
    ['all was changed since', { ...after, name: 'Olive', honorific: 'Ms' }, {}, 'CHANGED_SINCE'],
    ['all says again what it said', olive, {}, 'CHANGED_SINCE'],
  ])('where %s', (_what, now, more, obstacle) => {
    expect(undoObstacle(now, { ...merge, ...more })).toBe(obstacle);
  });
});
