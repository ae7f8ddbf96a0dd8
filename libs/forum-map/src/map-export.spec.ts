import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { plantVotes } from '#libs/opinion-map/testing';
import { MalformedFile } from './malformed.js';
import { mapAsJson } from './map-json.js';
import { mapAsPage } from './map-page.js';
import { mapExport } from './map-export.js';
import { COMMENTS, HEADER, plantExport } from './testing/index.js';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'forum-map-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

const file = (name: string, ...lines: string[]) => writeFileSync(join(dir, name), lines.join('\n'));
const plant = (end?: string) => plantExport(dir, end);

async function json() {
  const { map, read } = await mapExport(dir);
  return JSON.parse(JSON.stringify(mapAsJson(map, read, 'planted'))) as Record<string, unknown> & {
    read: Record<string, unknown>;
  };
}

async function page(): Promise<string> {
  const { map, read } = await mapExport(dir);
  return mapAsPage(map, read, 'Planted');
}

describe('the files of an export', () => {
  it('reads the same with Windows line ends, a byte order mark and columns in another order', async () => {
    plant();
    const plain = JSON.stringify(await json());
    plant('\r\n');
    const lines = readFileSync(join(dir, 'votes.csv'), 'utf8').split('\r\n');
    const turned = lines.map((line) => line.split(',').reverse().join(','));
    writeFileSync(join(dir, 'votes.csv'), `\ufeff${turned.join('\r\n')}`);
    expect(JSON.stringify(await json())).toBe(plain);
  });

  it('reads commas and doubled quotes inside quotes, and files with a byte order mark', async () => {
    const dated = '"Sun, 01 Sep 2019 ""UTC"""';
    file(
      'votes.csv',
      'timestamp,"date, time",comment-id,voter-id,vote',
      `1,${dated},0,5,1`,
      `"2",${dated},"1",5,"-1"`,
    );
    file('comments.csv', '\ufeff"comment-id","moderated"', '0,1', '1,0');
    file('meta-tids.json', '\ufeff[1]');
    expect(await json()).toMatchObject({
      tids: [0, 1],
      'mod-out': [1],
      'n-participants': 1,
      read: { lines: 2, cells: 2 },
    });
  });

  it('counts unknown votes, votes on unknown statements and repeated ids, and leaves them out', async () => {
    file(
      'votes.csv',
      HEADER,
      '1,x,0,0,1',
      '2,x,0,1,2',
      '3,x,9,1,1',
      '4,x,9,2,1',
      '5,x,8,2,-1',
      '6,x,0,0,-1',
      '7,x,0,3,1',
    );
    file('comments.csv', COMMENTS, '1,x,0,0,0,0,1,First', '1,x,0,0,0,0,0,Again');
    file('meta-tids.json', '[77]');
    expect((await json()).read).toMatchObject({
      lines: 7,
      unknownVotes: 1,
      votesOnUnknownStatements: 3,
      unknownStatements: 2,
      peopleOnUnknownStatements: 2,
      repeatedStatements: 1,
      unknownMeta: 1,
      replaced: 1,
      cells: 2,
    });
    const out = await page();
    expect(out).toContain('1 vote is neither 1, 0 nor -1 and left out.');
    expect(out).toContain('3 votes by 2 people on 2 statements that comments.csv does not');
    expect(out).toContain('comments.csv repeats 1 statement id; the last line counts.');
  });

  it('gives places to those alone who voted enough to be grouped', async () => {
    plant();
    const votes = readFileSync(join(dir, 'votes.csv'), 'utf8');
    writeFileSync(join(dir, 'votes.csv'), `${votes}9999,x,0,500,1\n`);
    const map = await json();
    const { projection, group } = map as unknown as Record<'projection' | 'group', Record<string, unknown>>;
    expect(map['n-participants']).toBe(81);
    expect(Object.keys(projection)).toEqual(Object.keys(group));
    expect(Object.keys(projection)).not.toContain('500');
  });

  it('leaves demographic statements out of the groups without comments.csv too', async () => {
    plant();
    rmSync(join(dir, 'comments.csv'));
    const map = await json();
    const { extremity, tids } = map as unknown as { extremity: number[]; tids: number[] };
    expect(map['mod-out']).toEqual([7]);
    expect(extremity[tids.indexOf(7)]).toBe(0);
    expect(extremity[tids.indexOf(4)]).toBeGreaterThan(0);
  });

  it('reads a file of several pieces as one, wherever the pieces end', async () => {
    const { votes } = plantVotes({
      people: 4000,
      statements: 40,
      votesPerPerson: 24,
      groups: 2,
      agreement: 0.7,
      seed: 1,
    });
    const padding = 'x'.repeat(60);
    const lines = Array.from(
      { length: votes.value.length },
      (_, i) => `${i},${padding},${votes.statement[i]},${votes.participant[i]},${votes.value[i]}`,
    );
    file('votes.csv', HEADER, ...lines);
    expect(statSync(join(dir, 'votes.csv')).size).toBeGreaterThan(3 * 2 ** 20);
    expect((await json()).read).toMatchObject({ lines: votes.value.length, cells: votes.value.length });
  });

  it('works from votes.csv alone, and says what that means', async () => {
    plant();
    rmSync(join(dir, 'comments.csv'));
    rmSync(join(dir, 'meta-tids.json'));
    const out = await page();
    expect(out).toContain('There is no comments.csv');
  });

  it('maps a file without votes', async () => {
    file('votes.csv', HEADER);
    expect(await json()).toMatchObject({ 'n-participants': 0, k: 0, tids: [] });
  });
});

describe('the page of an export', () => {
  it('says that there are no clear groups, and names none', async () => {
    const { votes } = plantVotes({
      people: 100,
      statements: 20,
      votesPerPerson: 12,
      groups: 1,
      agreement: 0,
      seed: 3,
    });
    const lines = Array.from(
      { length: votes.value.length },
      (_, i) => `1,x,${votes.statement[i]},${votes.participant[i]},${votes.value[i]}`,
    );
    file('votes.csv', HEADER, ...lines);
    const out = await page();
    expect(out).toContain('There are no clear groups');
    expect(out).not.toContain('Group 1');
  });

  it('prints control characters of statements as spaces, so that no text steers a terminal', async () => {
    plant();
    file(
      'comments.csv',
      COMMENTS,
      ...Array.from({ length: 20 }, (_, id) => `1,x,${id},0,0,0,1,"a\u001b[31mred\u202e${id}"`),
    );
    const out = await page();
    expect(out).toContain('a [31mred ');
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('an export is refused, with a line that says how to mend it, for', () => {
  const refused = async (): Promise<string[]> => {
    const refusal: unknown = await mapExport(dir).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refusal instanceof MalformedFile) return refusal.message.split('\n');
    throw new Error('It was not refused.', { cause: refusal });
  };

  it('malformed lines, all of them, by number and column', async () => {
    file(
      'votes.csv',
      HEADER,
      '1,x,0,0,1',
      '2,x,zero,0,1',
      '3,x,0,-4,1',
      '4,x,0',
      '5,x,0,0,agree',
      '',
      '7,x,0,0,1,9',
      'x,x,0,0,1',
    );
    expect(await refused()).toEqual([
      'votes.csv line 3, column "comment-id": is "zero", not a whole number from 0 to 2147483647',
      'votes.csv line 4, column "voter-id": is "-4", not a whole number from 0 to 2147483647',
      'votes.csv line 5, column "voter-id": is missing: the line has 3 columns where the header has 5',
      'votes.csv line 6, column "vote": is "agree", not a whole number',
      'votes.csv line 8: the line has 6 columns where the header has 5',
      'votes.csv line 9, column "timestamp": is "x", not a whole number',
    ]);
  });

  it('more than twenty of them by their number', async () => {
    file('votes.csv', HEADER, ...new Array<string>(30).fill('1,x,a,0,1'));
    const lines = await refused();
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('... and 10 more');
  });

  it('a header without a column', async () => {
    file('votes.csv', 'timestamp,comment-id,vote', '1,0,1');
    expect(await refused()).toEqual(['votes.csv line 1, column "voter-id": is missing from the header']);
  });

  it('an empty file, and a folder without votes', async () => {
    file('votes.csv', '');
    expect(await refused()).toEqual(['votes.csv line 1: has no header: the file is empty']);
    rmSync(join(dir, 'votes.csv'));
    expect((await refused())[0]).toContain('is not there');
  });

  it('text in UTF-16, workbooks, and columns that other signs than commas part, by what they are', async () => {
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const lines = [HEADER, '1,x,0,0,1'];
    for (const [bytes, told] of [
      [wide(lines.join('\r\n')), 'votes.csv is text in UTF-16, not in UTF-8: save it as "CSV UTF-8"'],
      [wide(lines.join('\n')).swap16(), 'votes.csv is text in UTF-16, not in UTF-8: save it as "CSV UTF-8"'],
      [
        wide(lines.join('\n')).subarray(2),
        'votes.csv is text in UTF-16, not in UTF-8: save it as "CSV UTF-8"',
      ],
      [
        Buffer.from('PK\u0003\u0004rest'),
        'votes.csv is a workbook or an archive, not text: save it as "CSV UTF-8"',
      ],
      [
        lines.join('\n').replaceAll(',', ';'),
        'votes.csv line 1: parts its columns by semicolons, not by commas: save it with commas',
      ],
      [
        lines.join('\n').replaceAll(',', '\t'),
        'votes.csv line 1: parts its columns by tabs, not by commas: save it with commas',
      ],
    ] as const) {
      writeFileSync(join(dir, 'votes.csv'), bytes);
      expect(await refused()).toEqual([told]);
    }
    file('votes.csv', ...lines);
    for (const [bytes, told] of [
      [wide(`${COMMENTS}\n`), 'comments.csv is text in UTF-16, not in UTF-8: save it as "CSV UTF-8"'],
      [
        COMMENTS.replaceAll(',', ';'),
        'comments.csv line 1: parts its columns by semicolons, not by commas: save it with commas',
      ],
    ] as const) {
      writeFileSync(join(dir, 'comments.csv'), bytes);
      expect(await refused()).toEqual([told]);
    }
  });

  it('flags that are neither true nor false', async () => {
    file('votes.csv', HEADER, '1,x,0,0,1');
    file(
      'comments.csv',
      `${COMMENTS},is-seed,is-meta`,
      '1,x,0,0,0,0,1,fine,TRUE,',
      '1,x,1,0,0,0,1,odd,1,perhaps',
    );
    expect(await refused()).toEqual([
      'comments.csv line 3, column "is-meta": is "perhaps", not true or false',
    ]);
  });

  it('a line without end', async () => {
    file('votes.csv', HEADER, 'x'.repeat(3_000_000));
    expect((await refused())[0]).toMatch(/^votes\.csv line 2/);
  });

  it('malformed statements and demographic ids', async () => {
    file('votes.csv', HEADER, '1,x,0,0,1');
    file('comments.csv', COMMENTS, '1,x,0,0,0,0,1,fine', '1,x,one,0,0,0,5,bad');
    expect(await refused()).toEqual([
      'comments.csv line 3, column "comment-id": is "one", not a whole number',
      'comments.csv line 3, column "moderated": is "5", not -1, 0 or 1',
    ]);
    file('meta-tids.json', '{"0": true}');
    expect(await refused()).toEqual(['meta-tids.json: must be a list of statement ids such as [0, 1, 2]']);
  });

  it('a vote with a quote left open', async () => {
    file('votes.csv', HEADER, '1,"Sun, 01 Sep,0,0,1', '2,x,0,0,1');
    expect(await refused()).toEqual([
      'votes.csv line 2, column "datetime": opens a quote that the line does not close',
    ]);
  });

  it('statements with quotes gone wrong, by the line where they begin, and all others too', async () => {
    file('votes.csv', HEADER, '1,x,0,0,1');
    const wrong = [
      '1,x,0,0,0,0,1,"fine,',
      'over two lines"',
      '',
      '1,x,two,0,0,0,1,"not fine,',
      'over two lines"',
      '1,x,3,0,0,0',
      '1,x,4,0,0,0,1,text,more',
      '1,x,5,0,0,0,1,a "word',
      '1,x,6,0,0,0,9,odd',
      '1,x,7,0,0,0,1,"never closed',
      'to the end',
    ];
    const expected = [
      'comments.csv line 5, column "comment-id": is "two", not a whole number',
      'comments.csv line 7, column "moderated": is missing: the line has 6 columns where the header has 8',
      'comments.csv line 8: the line has 9 columns where the header has 8',
      'comments.csv line 9: has a quote inside a text that is not in quotes',
      'comments.csv line 10, column "moderated": is "9", not -1, 0 or 1',
      'comments.csv line 11: opens a quote that is never closed',
    ];
    file('comments.csv', COMMENTS, ...wrong);
    expect(await refused()).toEqual(expected);
    writeFileSync(join(dir, 'comments.csv'), `\ufeff${[COMMENTS, ...wrong].join('\r\n')}`);
    expect(await refused()).toEqual(expected);
    // Of a line with two faults the first is told: it is the one to mend.
    for (const text of ['"a "word" here"', '"a "word never closed']) {
      file('comments.csv', COMMENTS, `1,x,0,0,0,0,1,${text}`);
      expect(await refused()).toEqual([
        'comments.csv line 2: has letters behind a closing quote; a quote inside quotes is written twice',
      ]);
    }
  });

  it('a list of statements that is empty, has no such columns, or cannot be read', async () => {
    file('votes.csv', HEADER, '1,x,0,0,1');
    file('comments.csv', '');
    expect(await refused()).toEqual(['comments.csv line 1: has no header: the file is empty']);
    file('comments.csv', 'id,text', '0,one', '1,two');
    expect(await refused()).toEqual([
      'comments.csv line 1, column "comment-id": is missing from the header',
      'comments.csv line 1, column "moderated": is missing from the header',
    ]);
    file('comments.csv', '"comment-id,moderated', '0,one');
    expect(await refused()).toEqual(['comments.csv line 1: opens a quote that is never closed']);
    for (const name of ['comments.csv', 'meta-tids.json', 'votes.csv']) {
      rmSync(join(dir, name), { force: true });
      mkdirSync(join(dir, name));
      expect(await refused()).toEqual([expect.stringMatching(new RegExp(`^${name} cannot be read: EISDIR`))]);
      rmdirSync(join(dir, name));
    }
  });
});
