import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readSummary } from './summary-file.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'forum-summary-'));
});
afterEach(() => rmSync(dir, { recursive: true }));
const write = (text: string | Buffer) => writeFileSync(join(dir, 'summary.csv'), text);

it('says what a conversation is called and how its map is made, and leaves the rest alone', async () => {
  write('\ufefftopic,"Water, and ""air"""\r\nvoters,5\r\ndescription,"two\nlines"\r\nmap-start,spread\r\n');
  expect(await readSummary(dir)).toEqual({ topic: 'Water, and "air"', start: 'spread' });
});

it('says nothing where there is none', async () => {
  expect(await readSummary(dir)).toEqual({});
});

it.each([
  ['map-start,sideways\n', 'summary.csv: map-start is "sideways", not rows or spread'],
  ['map-minimum-group-size,1\n', 'map-minimum-group-size is "1", not a whole number of at least 2'],
  [Buffer.from('\ufefftopic,x', 'utf16le'), 'summary.csv is text in UTF-16'],
])('is refused in words where it cannot be followed', async (text, words) => {
  write(text);
  await expect(readSummary(dir)).rejects.toThrow(words);
});
