import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { plantVotes } from '#libs/opinion-map/testing';
import { registerForumCommands } from './forum-map.js';

const HEADER = 'timestamp,datetime,comment-id,voter-id,vote';
const COMMENTS = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body';

let dir: string;
let out: string;
let err: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'forum-map-'));
  out = '';
  err = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    // Node's own warnings are none of ours.
    if (!String(text).startsWith('(node:')) err += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(dir, { recursive: true });
});

async function run(...more: string[]): Promise<void> {
  const program = new Command('plenary').exitOverride();
  registerForumCommands(program);
  await program.parseAsync(['forum', 'map', '--dir', dir, ...more], { from: 'user' });
}

const file = (name: string, ...lines: string[]) => writeFileSync(join(dir, name), lines.join('\n'));
const json = () => JSON.parse(out) as Record<string, unknown> & { read: Record<string, unknown> };

/** Two camps, one rejected and one demographic statement. */
function plant(end = '\n'): void {
  const { votes } = plantVotes({
    people: 80,
    statements: 20,
    votesPerPerson: 16,
    groups: 2,
    agreement: 0.9,
    seed: 1,
  });
  const lines = Array.from(
    { length: votes.value.length },
    (_, i) => `${1000 + i},"Sun Sep 01 2019",${votes.statement[i]},${votes.participant[i]},${votes.value[i]}`,
  );
  writeFileSync(join(dir, 'votes.csv'), [HEADER, ...lines, ''].join(end));
  const comments = Array.from(
    { length: 20 },
    (_, id) => `1,x,${id},0,0,0,${id === 4 ? -1 : 1},"Statement, number ""${id}"""`,
  );
  file('comments.csv', COMMENTS, ...comments, '');
  file('meta-tids.json', '[7]');
}

describe('plenary forum map --json', () => {
  it('prints every stage of the map', async () => {
    plant();
    await run('--json');
    const map = json();
    expect(map['mod-out']).toEqual([4, 7]);
    expect(map['n-participants']).toBe(80);
    expect(map['k']).toBe(2);
    expect(Object.keys(map).slice(0, 18)).toEqual([
      'dataset',
      'convention',
      'mod-out',
      'meta-tids',
      'tids',
      'n-participants',
      'k',
      'silhouettes',
      'center',
      'comps',
      'extremity',
      'group',
      'projection',
      'base-clusters',
      'group-aware-consensus',
      'comment-priorities',
      'majority',
      'repness',
    ]);
    expect(map['clarity']).toMatchObject({ level: 'clear' });
    expect(err).toBe('');
  });

  it('reads the same with Windows line ends, a byte order mark and columns in another order', async () => {
    plant();
    await run('--json');
    const plain = out;
    out = '';
    plant('\r\n');
    const lines = readFileSync(join(dir, 'votes.csv'), 'utf8').split('\r\n');
    const turned = lines.map((line) => line.split(',').reverse().join(','));
    writeFileSync(join(dir, 'votes.csv'), `\ufeff${turned.join('\r\n')}`);
    await run('--json');
    expect(out).toBe(plain);
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
    await run('--json');
    expect(json()).toMatchObject({
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
    await run('--json');
    expect(json().read).toMatchObject({
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
    out = '';
    await run();
    expect(out).toContain('1 vote is neither 1, 0 nor -1 and left out.');
    expect(out).toContain('3 votes by 2 people on 2 statements that comments.csv does not');
    expect(out).toContain('comments.csv repeats 1 statement id; the last line counts.');
  });

  it('gives places to those alone who voted enough to be grouped', async () => {
    plant();
    const votes = readFileSync(join(dir, 'votes.csv'), 'utf8');
    writeFileSync(join(dir, 'votes.csv'), `${votes}9999,x,0,500,1\n`);
    await run('--json');
    const { projection, group } = json() as unknown as Record<
      'projection' | 'group',
      Record<string, unknown>
    >;
    expect(json()['n-participants']).toBe(81);
    expect(Object.keys(projection)).toEqual(Object.keys(group));
    expect(Object.keys(projection)).not.toContain('500');
  });

  it('passes on the least size of a group and the spread of starts', async () => {
    plant();
    await run('--json', '--minimum-group-size', '70');
    expect(json()).toMatchObject({ k: 0, clarity: { level: 'none', reason: 'no-grouping' } });
    out = '';
    await run('--json');
    const rows = out;
    out = '';
    await run('--json', '--spread');
    expect(json()['k']).toBe(2);
    expect(out).not.toBe(rows);
  });

  it('leaves demographic statements out of the groups without comments.csv too', async () => {
    plant();
    rmSync(join(dir, 'comments.csv'));
    await run('--json');
    const { extremity, tids } = json() as unknown as { extremity: number[]; tids: number[] };
    expect(json()['mod-out']).toEqual([7]);
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
    await run('--json');
    expect(json().read).toMatchObject({ lines: votes.value.length, cells: votes.value.length });
  });

  it('works from votes.csv alone, and says what that means', async () => {
    plant();
    rmSync(join(dir, 'comments.csv'));
    rmSync(join(dir, 'meta-tids.json'));
    await run();
    expect(out).toContain('There is no comments.csv');
  });

  it('maps a file without votes', async () => {
    file('votes.csv', HEADER);
    await run('--json');
    expect(json()).toMatchObject({ 'n-participants': 0, k: 0, tids: [] });
  });
});

describe('plenary forum map', () => {
  it('prints a page: who, what all agree on, where they part, what each group stands for', async () => {
    plant();
    await run('--title', 'Access for all');
    const [title, line] = out.split('\n');
    expect([title, line]).toEqual(['Access for all', '='.repeat(14)]);
    expect(out).toMatch(/80 people cast [\d,]+ votes on 20 statements\. 2 statements rejected/);
    expect(out).toContain('2 groups: people are much nearer to their own than to the next');
    for (const heading of ['What all groups agree on', 'Where they part', 'Group 1: ', 'Group 2: ']) {
      expect(out).toContain(`\n${heading}`);
    }
    expect(out).toContain('Statement, number "');
    expect(out).not.toMatch(/\] Statement, number "[47]"/);
    expect(Math.max(...out.split('\n').map((text) => text.length))).toBeLessThanOrEqual(78);
  });

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
    await run();
    expect(out).toContain('There are no clear groups');
    expect(out).not.toContain('Group 1');
  });

  it('draws the picture', async () => {
    plant();
    const svg = join(dir, 'map.svg');
    await run('--svg', svg);
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('prints control characters of statements as spaces, so that no text steers a terminal', async () => {
    plant();
    file(
      'comments.csv',
      COMMENTS,
      ...Array.from({ length: 20 }, (_, id) => `1,x,${id},0,0,0,1,"a\u001b[31mred\u202e${id}"`),
    );
    await run();
    expect(out).toContain('a [31mred ');
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('plenary forum map refuses, with a line that says how to mend it,', () => {
  const refused = async () => {
    await run('--json');
    expect(process.exitCode).toBe(1);
    expect(out).toBe('');
    return err.trim().split('\n');
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
    err = '';
    expect((await refused())[0]).toContain('is not there; --dir must name the folder of a Polis export');
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
    err = '';
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
    err = '';
    writeFileSync(join(dir, 'comments.csv'), `\ufeff${[COMMENTS, ...wrong].join('\r\n')}`);
    expect(await refused()).toEqual(expected);
    err = '';
    // Of a line with two faults the first is told: it is the one to mend.
    for (const text of ['"a "word" here"', '"a "word never closed']) {
      err = '';
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
    err = '';
    file('comments.csv', 'id,text', '0,one', '1,two');
    expect(await refused()).toEqual([
      'comments.csv line 1, column "comment-id": is missing from the header',
      'comments.csv line 1, column "moderated": is missing from the header',
    ]);
    err = '';
    file('comments.csv', '"comment-id,moderated', '0,one');
    expect(await refused()).toEqual(['comments.csv line 1: opens a quote that is never closed']);
    for (const name of ['comments.csv', 'meta-tids.json', 'votes.csv']) {
      rmSync(join(dir, name), { force: true });
      mkdirSync(join(dir, name));
      err = '';
      expect(await refused()).toEqual([expect.stringMatching(new RegExp(`^${name} cannot be read: EISDIR`))]);
      rmdirSync(join(dir, name));
    }
  });

  it('groups of fewer than two', async () => {
    file('votes.csv', HEADER);
    await expect(run('--minimum-group-size', '1')).rejects.toThrow('whole number of at least 2');
  });
});

/** Beside the repository, not in it: its statements are the words of real people. */
const real = join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared/data/polis-biodiversity');
if (!existsSync(real))
  process.stderr.write(`\nSKIPPED: ${real} is not there; the command was NOT run on real votes.\n`);

(existsSync(real) ? describe : describe.skip)('plenary forum map of the real conversation', () => {
  it('prints what was computed elsewhere, to 1e-6 in every number', async () => {
    await run('--dir', real, '--json');
    const expected = JSON.parse(readFileSync(join(real, 'expected-cold.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const map = json();
    const bases = (of: unknown) =>
      (of as { id: number; members: number[] }[]).map(({ id, members }) => [
        id,
        ...[...members].sort((a, b) => a - b),
      ]);
    expect(bases(map['base-clusters'])).toEqual(bases(expected['base-clusters']));
    for (const key of Object.keys(expected)) {
      if (key === 'dataset' || key === 'base-clusters') continue;
      expect(farthest(map[key], expected[key])).toBeLessThan(1e-6);
    }
  });
});

/** Largest difference between numbers at the same place; infinite where anything else differs. */
function farthest(ours: unknown, theirs: unknown): number {
  if (typeof ours === 'number' && typeof theirs === 'number') return Math.abs(ours - theirs);
  if (typeof ours !== 'object' || typeof theirs !== 'object') return ours === theirs ? 0 : Infinity;
  const [a, b] = [Object.entries(ours ?? {}), new Map(Object.entries(theirs ?? {}))];
  if (a.length !== b.size) return Infinity;
  return a.reduce(
    (most, [key, value]) => Math.max(most, b.has(key) ? farthest(value, b.get(key)) : Infinity),
    0,
  );
}
