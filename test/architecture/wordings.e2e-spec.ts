import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { definedMessages } from '#libs/notifications/testing';

const FILE = new URL('wording-history.json', import.meta.url);
const kept = (): Record<string, string> => JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;

/** A hash of each wording, by kind and version: `PERSONAL_INVITATION 2`. */
const now = Object.fromEntries(
  definedMessages().flatMap(({ kind, texts }) =>
    texts.map((words, index) => [
      `${kind} ${String(index + 1)}`,
      createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32),
    ]),
  ),
);

describe('wordings of messages', () => {
  it('say what they said when they landed: sent messages are shown in the words of their version, so a new wording goes to the end', () => {
    if (process.env.ADD_WORDINGS !== undefined)
      writeFileSync(FILE, `${JSON.stringify({ ...now, ...kept() }, null, 2)}\n`);
    // A wording that is not in the history yet: run this test once with ADD_WORDINGS=1 and commit the file.
    expect(Object.keys(now).filter((wording) => !(wording in kept()))).toEqual([]);
    // A wording that is not what it was, or is gone: take the change back, and append a new one to the kind's texts.
    expect(Object.keys(kept()).filter((wording) => now[wording] !== kept()[wording])).toEqual([]);
  });
});
