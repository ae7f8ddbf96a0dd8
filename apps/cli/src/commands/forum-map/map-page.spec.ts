import { describe, expect, it } from '@jest/globals';
import { mapOpinions, type Moderation, type OpinionOptions, type VoteColumns } from '#libs/opinion-map';
import { mapAsPage } from './map-page.js';
import { type ExportRead } from './read-export.js';

type Cast = readonly [statement: number, participant: number, value: number];

function pageOf(cast: readonly Cast[], more: Partial<ExportRead> = {}, options: OpinionOptions = {}): string {
  const votes: VoteColumns = {
    statement: cast.map(([statement]) => statement),
    participant: cast.map(([, participant]) => participant),
    value: cast.map(([, , value]) => value),
    time: more.votes?.time ?? cast.map((_, i) => i),
  };
  const moderation: Moderation = more.moderation ?? {};
  const read: ExportRead = {
    votes,
    moderation,
    excluded: [],
    meta: [],
    text: new Map(),
    notes: {
      lines: cast.length,
      hasStatements: true,
      unknownVotes: 0,
      votesOnUnknownStatements: 0,
      unknownStatements: 0,
      peopleOnUnknownStatements: 0,
      repeatedStatements: 0,
      unknownMeta: 0,
    },
    ...more,
  };
  return mapAsPage(mapOpinions(votes, moderation, options), read, 'A forum');
}

/** What the page says of one group, up to the next heading. */
const sectionOf = (page: string, heading: string) =>
  page.slice(page.indexOf(`\n${heading}`)).split(/\n\n[^\n]+\n-+\n/)[0]!;

describe('the page of a conversation', () => {
  /** Forty people of whom twelve and the rest only partly saw the same statements; the twelve pass on all of theirs. */
  const withPassers = (): Cast[] => {
    const cast: Cast[] = [];
    for (let person = 0; person < 40; person++) {
      for (let s = 0; s < 8; s++) cast.push([s, person, (person * 5 + s * 3) % 7 === 0 ? -1 : 1]);
      for (let s = 8; s < 13; s++) cast.push([s, person, (person + s) % 9 === 0 ? 1 : -1]);
    }
    for (let person = 40; person < 52; person++) for (let s = 0; s < 8; s++) cast.push([s, person, 0]);
    return cast;
  };

  it('says of a group that passes on everything that no statement tells it from the others', () => {
    const page = pageOf(withPassers());
    expect(page).not.toContain('NaN');
    expect(page).not.toContain('0 of 0');
    const [, number] = /Group (\d): 12 people/.exec(page)!;
    expect(sectionOf(page, `Group ${number}: 12 people`)).toContain(
      'No statement tells this group from the others.',
    );
  });

  it('does not say that a group agrees where only some of it do', () => {
    // The second camp mostly passes; a few agree with what nobody in the first does.
    const cast: Cast[] = [];
    for (let person = 0; person < 40; person++) {
      for (let s = 0; s < 8; s++) {
        const some = s === 0 && person % 4 === 0 ? 1 : 0;
        cast.push([s, person, person < 20 ? (s === 0 ? -1 : 1) : some]);
      }
    }
    const page = pageOf(cast, {}, { maximumGroups: 2, start: 'spread' });
    expect(page).toMatch(/\n {2}SOME AGREE \[0\] .*\n {12}5 of 20 who voted on it \(25 %\); others: 0 %\n/);
  });
});
