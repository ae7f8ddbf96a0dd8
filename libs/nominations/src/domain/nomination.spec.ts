import { describe, expect, it } from '@jest/globals';
import { newId, Refusal } from '#libs/kernel';
import {
  createNominationInput,
  releaseDecisionsInput,
  requireComplete,
  withBadgeName,
} from './nomination.js';

const WISH = {
  conferenceId: newId(),
  bodyId: newId(),
  constituencyId: newId(),
  person: { name: 'Ada Sample' },
};

describe('a wish to nominate', () => {
  it('needs a place and a name, and is a draft of a delegate unless it says otherwise', () => {
    expect(createNominationInput.parse(WISH)).toMatchObject({ capacity: 'DELEGATE', isSubmitted: false });
  });

  it.each([
    [{ bodyId: 'x' }, 'bodyId'],
    [{ capacity: 'KING' }, 'capacity'],
    [{ person: { name: '' } }, 'person.name'],
    [{ person: { name: 'Ada', email: 'nowhere' } }, 'person.email'],
    [{ person: { name: '李小明', badgeName: '李小明' } }, 'person.badgeName'],
    [{ person: { name: '李小明', badgeName: `Li ${'x'.repeat(198)}` } }, 'person.badgeName'],
    [{ person: { name: '李小明', badgeName: 'Li\nXiaoming' } }, 'person.badgeName'],
    [{ person: { name: 'Ada', country: 'XX' } }, 'person.country'],
    [{ person: { name: 'Ada', language: 'the king’s' } }, 'person.language'],
    [{ rank: 0 }, 'rank'],
    [{ rank: 1.5 }, 'rank'],
    [{ justification: 'a'.repeat(5_001) }, 'justification'],
  ])('is refused with %j', (change, path) => {
    const { error } = createNominationInput.safeParse({ ...WISH, ...change });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('the name for the badge', () => {
  const badgeNameOf = (badgeName: string | null) =>
    createNominationInput.parse({ ...WISH, person: { name: '李小明', badgeName } }).person.badgeName;

  it('is kept as it is written, and nothing is made of the name where it is left out', () => {
    expect(badgeNameOf('  Li Xiǎomíng ')).toBe('Li Xiǎomíng');
    expect(
      createNominationInput.parse({ ...WISH, person: { name: '李小明' } }).person.badgeName,
    ).toBeUndefined();
  });

  it.each([null, '', '\u200b'])('is none where %j is sent', (badgeName) => {
    expect(badgeNameOf(badgeName)).toBeNull();
  });

  it('in other letters is refused in words', () => {
    const { error } = createNominationInput.safeParse({
      ...WISH,
      person: { name: '李小明', badgeName: 'Li 小明' },
    });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'Write the name for the badge in Latin letters; the name itself stays as the person writes it.',
    ]);
  });
});

describe('a release', () => {
  it('is of all that is decided, or of one to a thousand nominations', () => {
    const of = (nominationIds: readonly string[] | null) =>
      releaseDecisionsInput.safeParse({ conferenceId: WISH.conferenceId, nominationIds }).success;
    const many = Array.from({ length: 1_001 }, newId);
    expect([of(null), of([]), of(many.slice(0, 1_000)), of(many)]).toEqual([true, false, true, false]);
  });
});

describe('a nomination without an address', () => {
  const refusal = (act: () => void): unknown => {
    try {
      act();
      return null;
    } catch (error) {
      return error instanceof Refusal
        ? { code: (error as Refusal).code, path: (error as Refusal).path }
        : error;
    }
  };

  it('is not submitted, and says which field is missing where the person was written', () => {
    expect(refusal(() => requireComplete({ email: null }))).toEqual({
      code: 'INCOMPLETE',
      path: ['person', 'email'],
    });
    expect(refusal(() => requireComplete({}, ['input', 'person']))).toEqual({
      code: 'INCOMPLETE',
      path: ['input', 'person', 'email'],
    });
    expect(refusal(() => requireComplete({ email: 'ada@example.org' }))).toBeNull();
  });
});

describe('the name for the badge', () => {
  it.each([
    ['李小明', 'William Notional', 'William Notional'],
    ['李小明', null, null],
    ['李小明', undefined, null],
    // A name in Latin letters is the name for the badge too.
    ['William Notional', 'Bill Notional', null],
    ['Geneviève O’Mocking', undefined, null],
  ])('beside the name %s, of what was given (%s), is %s', (name, badgeName, kept) => {
    expect(withBadgeName({ name, badgeName })).toEqual({ name, badgeName: kept });
  });
});
