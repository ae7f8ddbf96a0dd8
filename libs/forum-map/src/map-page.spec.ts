import { describe, expect, it } from '@jest/globals';
import { mapOpinions, type Moderation, type OpinionOptions, type VoteColumns } from '#libs/opinion-map';
import { mapAsPage } from './map-page.js';
import { type ExportRead, type ReadNotes } from './read-export.js';
import { readingNotes } from './reading-notes.js';

/** A file in which there is nothing to tell. */
const smallNotes: ReadNotes = {
  lines: 300,
  hasStatements: true,
  unknownVotes: 0,
  votesOnUnknownStatements: 0,
  unknownStatements: 0,
  peopleOnUnknownStatements: 0,
  repeatedStatements: 0,
  unknownMeta: 0,
  authors: 0,
  seeds: 0,
};

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
    more: new Map(),
    text: new Map(),
    notes: smallNotes,
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
    expect(page).toMatch(
      /\n {2}SOME AGREE .*\n {16}Here: 25 % agree \(5 of 20\), 15 pass\n {16}Others: 0 % agree \(0 of 20\)\n/,
    );
  });
});

const SMALL_FORUM = `A forum
=======

45 people took part and cast 342 votes on 8 statements. 42 are on the map, 3
are not: too few votes. 1 is about the voters themselves: no part of the map.

2 groups: people are much nearer to their own than to the next (silhouette
0.69, more than 0.50). That is what was measured. It does not prove camps:
people who differ by degrees only, along one line, can be cut into groups like
these.

What people agree on, from one end of the map to the other
----------------------------------------------------------

Most agreed first. "All groups agree" stands where in each group of 20 people
or more, and in two at least, surely more than half of those who voted agree
(90 % interval). Here only one group is that large.

   1. The reading room should stay.
      Group 1: 16 of 18 agree, 2 pass
      Group 2: 92 % agree (79 to 98 %; 22 of 24), 2 pass

   2. Tea should be served.
      Group 1: 8 of 18 agree, 2 pass
      Group 2: 46 % agree (30 to 62 %; 11 of 24), 2 pass

   3. Opening hours should be longer.
      Group 1: 0 of 18 agree, 2 pass
      Group 2: 92 % agree (79 to 98 %; 22 of 24), 2 pass

   4. Access to the archive should be free for everybody who lives here.
      Group 1: 0 of 18 agree, 1 passes
      Group 2: 88 % agree (73 to 95 %; 21 of 24), 3 pass

   5. Readers should pay for copies.
      Group 1: 17 of 18 agree, 1 passes
      Group 2: 0 % agree (0 to 8 %; 0 of 24), 3 pass

   6. Guests should ask for leave, in writing, at least two weeks before they
      mean to come and see anything at all.
      Group 1: 16 of 18 agree, 2 pass
      Group 2: 0 % agree (0 to 8 %; 0 of 24), 2 pass

   7. The roof may wait.
      Group 1: 0 of 18 agree, 2 pass
      Group 2: 0 % agree (0 to 8 %; 0 of 24), 2 pass

Group 1: 18 people, 43 % of those in groups
-------------------------------------------

  AGREES        Readers should pay for copies.
                Here: 17 of 18 agree, 1 passes
                Others: 0 % agree (0 of 24), 3 pass

  AGREES        Guests should ask for leave, in writing, at least two weeks
                before they mean to come and see anything at all.
                Here: 16 of 18 agree, 2 pass
                Others: 0 % agree (0 of 24), 2 pass

  DISAGREES     Access to the archive should be free for everybody who lives
                here.
                Here: 17 of 18 disagree, 1 passes
                Others: 0 % disagree (0 of 24), 3 pass

  DISAGREES     Opening hours should be longer.
                Here: 16 of 18 disagree, 2 pass
                Others: 0 % disagree (0 of 24), 2 pass

Group 2: 24 people, 57 % of those in groups
-------------------------------------------

  AGREES        Opening hours should be longer.
                Here: 92 % agree (22 of 24), 2 pass
                Others: 0 of 18 agree, 2 pass

  AGREES        Access to the archive should be free for everybody who lives
                here.
                Here: 88 % agree (21 of 24), 3 pass
                Others: 0 of 18 agree, 1 passes

  DISAGREES     Guests should ask for leave, in writing, at least two weeks
                before they mean to come and see anything at all.
                Here: 92 % disagree (22 of 24), 2 pass
                Others: 0 of 18 disagree, 2 pass

  DISAGREES     Readers should pay for copies.
                Here: 88 % disagree (21 of 24), 3 pass
                Others: 0 of 18 disagree, 1 passes

Where they part
---------------

  DIVIDED       Readers should pay for copies.
                Group 1: 17 of 18 agree, 1 passes
                Group 2: 0 % agree (0 to 8 %; 0 of 24), 3 pass

  DIVIDED       Opening hours should be longer.
                Group 1: 0 of 18 agree, 2 pass
                Group 2: 92 % agree (79 to 98 %; 22 of 24), 2 pass

  DIVIDED       Guests should ask for leave, in writing, at least two weeks
                before they mean to come and see anything at all.
                Group 1: 16 of 18 agree, 2 pass
                Group 2: 0 % agree (0 to 8 %; 0 of 24), 2 pass

  DIVIDED       Access to the archive should be free for everybody who lives
                here.
                Group 1: 0 of 18 agree, 1 passes
                Group 2: 88 % agree (73 to 95 %; 21 of 24), 3 pass

What most people say, counting everybody
----------------------------------------

A large group can carry these alone.

  AGREED        The reading room should stay.
                91 % agree (41 of 45), 4 pass

  DISAGREED     The roof may wait.
                90 % disagree (38 of 42), 4 pass

What to know about the figures
------------------------------

  - 3 people have voted too little to be put into a group.
`;

/** A forum of 45 people on eight statements: two camps, and three people who voted on little. */
function smallForum(): Partial<ExportRead> & { cast: Cast[] } {
  const cast: Cast[] = [];
  for (let person = 0; person < 42; person++) {
    const isFirst = person < 24;
    const values = [
      isFirst ? 1 : -1,
      isFirst ? 1 : -1,
      isFirst ? -1 : 1,
      isFirst ? -1 : 1,
      1,
      -1,
      person % 2 === 0 ? 1 : -1,
      1,
    ];
    values.forEach((value, s) => cast.push([s, person, (person * 5 + s * 3) % 11 === 0 ? 0 : value]));
  }
  for (let person = 42; person < 45; person++) cast.push([4, person, 1], [6, person, 0]);
  const texts = [
    'Access to the archive should be free for everybody who lives here.',
    'Opening hours should be longer.',
    'Readers should pay for copies.',
    'Guests should ask for leave, in writing, at least two weeks before they mean to come and see anything at all.',
    'The reading room should stay.',
    'The roof may wait.',
    'Tea should be served.',
    'I live in this town.',
  ];
  return {
    cast,
    moderation: { statements: [{ id: 7, moderation: 1, isMeta: true }] },
    excluded: [7],
    meta: [7],
    text: new Map(texts.map((text, id) => [id, text])),
  };
}

describe('groups that are too small to be sure of', () => {
  it('are named beside what all other groups agree on', () => {
    const cast: Cast[] = [];
    for (let person = 0; person < 60; person++) {
      const camp = person < 24 ? 0 : person < 48 ? 1 : 2;
      for (let s = 0; s < 12; s++)
        cast.push([s, person, (person * 5 + s * 3) % 11 === 0 ? 0 : s % 3 === camp ? 1 : -1]);
      cast.push([12, person, 1]);
    }
    const page = pageOf(cast, {}, { maximumGroups: 3, start: 'spread' });
    const [, number] = /Group (\d): 12 people/.exec(page)!;
    expect(page).toContain(
      `   1. (statement 12, without its text)\n      All groups agree (not asked: group ${number}, too small).\n`,
    );
    expect(page.match(/All groups agree \(/g)).toHaveLength(1);
  });
});

describe('the page of a small forum', () => {
  it('reads so, from the first line to the last', () => {
    const { cast, ...read } = smallForum();
    expect(pageOf(cast, read, { maximumGroups: 2, start: 'spread' })).toBe(SMALL_FORUM);
  });

  it('tells what was replaced, cut, contradicted and unknown', () => {
    const { cast, ...read } = smallForum();
    const more: Cast[] = [
      [0, 0, 1],
      [0, 0, -1],
      [1, 0, 1],
    ];
    const notes = {
      ...smallNotes,
      unknownVotes: 2,
      votesOnUnknownStatements: 4,
      unknownStatements: 1,
      peopleOnUnknownStatements: 3,
      repeatedStatements: 5,
      unknownMeta: 6,
    };
    const time = [...cast, ...more].map((_, i) => (i < cast.length ? 1 : 2));
    const page = pageOf(
      [...cast, ...more],
      { ...read, notes, votes: { statement: [], participant: [], value: [], time } },
      { maximumStatements: 7 },
    );
    expect(sectionOf(page, 'What to know about the figures').split('\n').slice(3)).toEqual([
      '',
      '  - 3 people have voted too little to be put into a group.',
      '  - 3 votes were replaced by a later one of the same person on the same',
      '    statement.',
      '  - 1 vote was cast at the same moment as a different one of the same person',
      '    on the same statement: agreement comes before a pass, a pass before',
      '    disagreement.',
      '  - 2 votes are neither 1, 0 nor -1 and left out.',
      '  - 4 votes by 3 people on 1 statement that comments.csv does not have: left',
      '    out.',
      '  - comments.csv repeats 5 statement ids; the last line counts.',
      '  - meta-tids.json names 6 statements that comments.csv does not have.',
      '  - 42 votes are beyond the limits of people or statements and left out.',
      '',
    ]);
  });

  it('says so if the directions of the map are not exact', () => {
    const told = (isConverged: boolean) => {
      const map = mapOpinions({ statement: [0], participant: [0], value: [1] });
      const components = { ...map.components, isConverged };
      return readingNotes({ ...map, components }, smallNotes).join(' ');
    };
    expect(told(false)).toContain('could not be computed to the end');
    expect(told(true)).toBe('');
  });
});
