import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type OpinionMap } from '#libs/opinion-map';
import { mapExport } from './map-export.js';
import { mapAsJson } from './map-json.js';
import { mapAsPage } from './map-page.js';
import { agreeWords } from './page-words.js';
import { type ExportRead } from './read-export.js';

/** An invented conversation of 65 people. */
const DIR = join(import.meta.dirname, 'testing/fora-65');

describe('a conversation of 65 people', () => {
  let map: OpinionMap;
  let read: ExportRead;
  let page: string;
  let json: Record<string, unknown>;

  beforeAll(async () => {
    ({ map, read } = await mapExport(DIR, { start: 'spread' }));
    page = mapAsPage(map, read, 'Open networks').replace(/\s+/g, ' ');
    json = mapAsJson(map, read, 'fora-65');
  });

  it('tells who took part, who is on the map, and who wrote (case F7)', () => {
    expect(page).toContain(
      '65 people took part and cast 587 votes on 10 statements. 56 are on the map, 9 are not: too few votes. ' +
        '9 people wrote statements. 2 statements are from the organisers. ' +
        '1 was refused by moderators, and 1 is about the voters themselves: no part of the map.',
    );
    expect(page).toContain('1 vote was replaced by a later one');
    expect(map.groups.map(({ size }) => size).sort((a, b) => b - a)).toEqual([29, 27]);
    expect(json['n-participants']).toBe(65);
  });

  it('says that all groups agree by the lower ends of intervals, not by the product (case F8)', () => {
    expect([...(json['all-groups-agree'] as number[])].sort()).toEqual([0, 1, 3, 6, 7]);
    const product = json['group-aware-consensus'] as Record<number, number>;
    const told = [7, 1, 3, 0, 6, 2, 4, 5].map((id) => Number(product[id]!.toFixed(4)));
    expect(told).toEqual([0.9032, 0.8676, 0.6396, 0.6073, 0.5339, 0.0968, 0.0623, 0.1001]);
    expect([...(json['ranked-consensus'] as number[])].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('takes the flag of newer exports for a statement about the voters, and lists neither it nor what was refused', () => {
    expect(read.meta).toEqual([8]);
    expect(read.excluded).toEqual([8, 9]);
    expect(page).not.toContain('I work for a government');
    expect(page).not.toContain('QUIET-LANTERN-7741');
  });

  it('ranks always, and never says that nothing is agreed on', () => {
    expect(page).toContain(
      '1. Children should learn at school how to tell true from false. All groups agree. Group 1: ',
    );
    expect(page).not.toMatch(/nothing/i);
  });

  it('counts everybody whose ballot equals another one: a person is a person (case F31)', () => {
    const ballots = map.people.ids.length;
    const placed = map.people.group.filter((group) => group >= 0).length;
    expect([ballots, placed]).toEqual([65, 56]);
    const rows = [...map.people.ids.keys()].filter((row) => map.people.group[row]! >= 0);
    const texts = rows.map((row) =>
      map
        .votesOf(row)
        .map(({ column, vote }) => `${column}:${vote}`)
        .join(),
    );
    expect(new Set(texts).size).toBe(40);
  });
});

describe('few people are told as people', () => {
  it('says five of seven, with whoever passes, and that nobody voted where nobody did (case F9)', () => {
    const told = (successes: number, votes: number, passes: number) =>
      agreeWords({ successes, votes, passes }, 'agree', 'agrees');
    expect(told(5, 7, 1)).toBe('5 of 7 agree, 1 passes');
    expect(told(1, 7, 2)).toBe('1 of 7 agrees, 2 pass');
    expect(told(0, 0, 0)).toBe('nobody voted');
    expect(told(19, 19, 0)).toBe('19 of 19 agree');
    expect(told(15, 20, 0)).toBe('75 % agree (15 of 20)');
    expect(told(1_999, 2_000, 0)).toBe('over 99 % agree (1,999 of 2,000)');
  });
});
