import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { HEADER, plantExport } from '#libs/forum-map/testing';
import { registerForumMap } from './forum-map.js';

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
  registerForumMap(program.command('forum'), () => Promise.reject(new Error('a folder needs no database')));
  await program.parseAsync(['forum', 'map', '--dir', dir, ...more], { from: 'user' });
}

const votes = (...lines: string[]) => writeFileSync(join(dir, 'votes.csv'), [HEADER, ...lines].join('\n'));
const json = () => JSON.parse(out) as Record<string, unknown> & { read: Record<string, unknown> };

describe('plenary forum map --json', () => {
  it('prints every stage of the map', async () => {
    plantExport(dir);
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

  it('passes on the least size of a group and the spread of starts', async () => {
    plantExport(dir);
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
});

describe('plenary forum map', () => {
  it('prints a page: who, what all agree on, where they part, what each group stands for', async () => {
    plantExport(dir);
    await run('--title', 'Access for all');
    const [title, line] = out.split('\n');
    expect([title, line]).toEqual(['Access for all', '='.repeat(14)]);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /80 people took part and cast [\d,]+ votes on 20 statements\. .*1 was refused by moderators, and 1 is about the voters themselves/,
    );
    expect(out).toContain('2 groups: people are much nearer to their own than to the next');
    const places = ['What people agree on', 'Group 1: ', 'Group 2: ', 'Where they part'].map((heading) =>
      out.indexOf(`\n${heading}`),
    );
    expect(places).toEqual(places.filter((place) => place > 0).sort((a, b) => a - b));
    expect(out).toContain('Statement, number "');
    expect(out).not.toMatch(/Statement, number "[47]"/);
    expect(out).not.toMatch(/\[\d+\]/);
    expect(Math.max(...out.split('\n').map((text) => text.length))).toBeLessThanOrEqual(78);
  });

  it('draws the picture', async () => {
    plantExport(dir);
    const svg = join(dir, 'map.svg');
    await run('--svg', svg);
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('draws a line for each statement', async () => {
    plantExport(dir);
    const svg = join(dir, 'statements.svg');
    await run('--statements', svg, '--title', 'Access for all');
    const drawn = readFileSync(svg, 'utf8');
    expect(drawn).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(drawn).toContain('Access for all');
    expect(drawn).toContain('Statement, number &quot;');
  });

  it('prints the page though the picture has no folder to go to, and says so', async () => {
    plantExport(dir);
    const svg = join(dir, 'pictures', 'map.svg');
    await run('--svg', svg);
    expect(out).toContain('What people agree on');
    expect([process.exitCode, err]).toEqual([
      1,
      `${svg} was not written: there is no folder ${join(dir, 'pictures')}; make it, or name another\n`,
    ]);
  });
});

describe('plenary forum map refuses', () => {
  it('files that cannot be read, and prints nothing but what to mend', async () => {
    votes('1,x,0,0,1', '2,x,zero,0,1');
    await run('--json');
    expect([process.exitCode, out]).toEqual([1, '']);
    expect(err).toBe(
      'votes.csv line 3, column "comment-id": is "zero", not a whole number from 0 to 2147483647\n',
    );
  });

  it('a folder without votes', async () => {
    await run();
    expect([process.exitCode, out]).toEqual([1, '']);
    expect(err).toBe(
      `${join(dir, 'votes.csv')} is not there; --dir must name the folder of a Polis export\n`,
    );
  });

  it('neither folder nor topic, and both', async () => {
    const program = new Command('plenary').exitOverride();
    registerForumMap(program.command('forum'), () => Promise.reject(new Error('not asked')));
    for (const more of [[], ['--dir', dir, '--topic', 'one']])
      await expect(program.parseAsync(['forum', 'map', ...more], { from: 'user' })).rejects.toThrow(
        'a folder with --dir, or a topic with --topic',
      );
  });

  it('groups of fewer than two', async () => {
    votes();
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
